package io.rserpool;

/**
 * An element has a request and says why it cannot answer it. It is not sent again.
 */
public class RequestFailedException extends RserpoolException {

	private static final long serialVersionUID = 1L;

	public RequestFailedException(String message) {
		super(message);
	}

}
