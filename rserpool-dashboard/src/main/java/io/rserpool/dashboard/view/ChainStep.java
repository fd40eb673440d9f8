package io.rserpool.dashboard.view;

/**
 * A step in a chain of causes.
 *
 * @param id the event's id
 * @param word its kind in a word
 * @param source who tells
 * @param text what happened
 * @param state what it means
 * @param start after the chain's first event
 * @param after after the event that led to it
 * @param waited whether a timeout lies before it
 * @param x where the bar begins, 0 to 1000
 * @param width how long it is, 1 to 1000
 */
public record ChainStep(long id, String word, String source, String text, State state, String start, String after,
		boolean waited, int x, int width) {

}
