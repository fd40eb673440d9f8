package io.rserpool;

import io.rserpool.session.LossReason;

/**
 * A message is given back to the application (Error.Report, RFC 5352 section 6): it is
 * not going to be sent, or not again.
 */
public class MessageLostException extends RserpoolException {

	private static final long serialVersionUID = 1L;

	private final LossReason reason;

	private final transient byte[] body;

	public MessageLostException(LossReason reason, String message, byte[] body) {
		super(message);
		this.reason = reason;
		this.body = body;
	}

	/**
	 * Whether it was perhaps processed: {@link LossReason#UNCERTAIN} and
	 * {@link LossReason#REFUSED} leave that open.
	 */
	public LossReason reason() {
		return this.reason;
	}

	/** The message. */
	public byte[] body() {
		return this.body;
	}

}
