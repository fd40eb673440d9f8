package io.rserpool.dashboard.view;

/**
 * How well a thing is. On the page: first a word, then a shape, then a colour.
 */
public enum State {

	/** As it should be. */
	UP("up", "i-up"),

	/** Works, but not as it should. */
	ILL("ill", "i-ill"),

	/** Does not work. */
	DEAD("dead", "i-dead"),

	/** Told by others, not checked. */
	UNVERIFIED("unv", "i-unv"),

	/** Changing on purpose. */
	MOVING("drain", "i-move"),

	/** Not known. */
	UNKNOWN("unk", "i-unk");

	private final String css;

	private final String icon;

	State(String css, String icon) {
		this.css = css;
		this.icon = icon;
	}

	/** The style sheet's class. */
	public String css() {
		return this.css;
	}

	/** The id of the frame's symbol. */
	public String icon() {
		return this.icon;
	}

}
