package io.rserpool.boot.autoconfigure;

/**
 * A property has a value that cannot be used. Analysed at start-up: says which property,
 * which value and what is allowed.
 */
public class InvalidRserpoolPropertyException extends RuntimeException {

	private final String property;

	private final String value;

	private final String allowed;

	/**
	 * Says what is wrong.
	 * @param property the full name of the property
	 * @param value the value that cannot be used, or a description of what is missing
	 * @param reason what is wrong with it
	 * @param allowed what to write instead, as the end of "Set property to ..."
	 */
	public InvalidRserpoolPropertyException(String property, String value, String reason, String allowed) {
		super("Property '" + property + "' has the value '" + value + "': " + reason + ". Allowed: " + allowed);
		this.property = property;
		this.value = value;
		this.allowed = allowed;
	}

	/** The full name of the property. */
	public String property() {
		return this.property;
	}

	/** The value that cannot be used. */
	public String value() {
		return this.value;
	}

	/** What to write instead. */
	public String allowed() {
		return this.allowed;
	}

}
