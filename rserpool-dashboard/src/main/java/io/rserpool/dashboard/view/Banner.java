package io.rserpool.dashboard.view;

/**
 * A state that is not normal, above everything else.
 *
 * @param state how bad it is
 * @param strong what is wrong and since when
 * @param text what still works and what to do
 */
public record Banner(State state, String strong, String text) {

}
