package io.rserpool.session;

/**
 * The other side of a session broke a rule; the message says which.
 */
final class SessionProtocolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SessionProtocolException(String message) {
		super(message);
	}

}
