package io.rserpool.session;

/**
 * Why a message is given back to the application.
 */
public enum LossReason {

	/**
	 * It was sent, no acknowledgement came before the connection ended, and it may not be
	 * sent twice: perhaps it was processed.
	 */
	UNCERTAIN,

	/** It was sent again and again, and no element acknowledged it. */
	REFUSED,

	/** It was never sent: its lifetime ended before. */
	EXPIRED,

	/** It was never sent: the session ended before. */
	UNSENT

}
