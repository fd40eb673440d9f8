package io.rserpool.dashboard.view;

/**
 * How the scope is, in a sentence that a person could say aloud.
 *
 * @param state the worst of it
 * @param sentence the verdict
 * @param why the facts behind it
 * @param things how many things there are to look at
 */
public record Verdict(State state, String sentence, String why, int things) {

}
