package io.rserpool.session;

/**
 * The other side of a session broke a rule; the message says which.
 */
final class SessionProtocolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String rule;

	/**
	 * Says what was done.
	 * @param rule that was broken, in words
	 */
	SessionProtocolException(String rule) {
		super(rule);
		this.rule = rule;
	}

	String rule() {
		return this.rule;
	}

}
