package io.rserpool;

/**
 * So many messages of a session wait to be sent or acknowledged that no more may.
 */
public class SessionQueueFullException extends RserpoolException {

	private static final long serialVersionUID = 1L;

	public SessionQueueFullException(String message) {
		super(message);
	}

}
