package io.rserpool.quickstart.story;

/**
 * What a happening means, as a shape and a colour beside its words.
 */
public enum Kind {

	/** Something was achieved. */
	GOOD("up", "i-up"),

	/** A picture is complete. */
	PICTURE("up", "i-up"),

	/** Something new is there. */
	NEW("up", "i-plus"),

	/** Something went from one to another. */
	MOVED("drain", "i-move"),

	/** Something died. */
	DEAD("dead", "i-dead"),

	/** Something needs a look. */
	ILL("ill", "i-ill");

	private final String css;

	private final String icon;

	Kind(String css, String icon) {
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
