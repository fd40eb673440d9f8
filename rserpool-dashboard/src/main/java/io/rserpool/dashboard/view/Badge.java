package io.rserpool.dashboard.view;

/**
 * The scope's health in the frame.
 *
 * @param state the worst state
 * @param text in words
 */
public record Badge(State state, String text) {

	public String css() {
		return this.state.css();
	}

	public String icon() {
		return this.state.icon();
	}

}
