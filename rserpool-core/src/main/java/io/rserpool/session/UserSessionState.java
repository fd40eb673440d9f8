package io.rserpool.session;

/**
 * Where a session of a pool user stands.
 */
public enum UserSessionState {

	/** An element is looked for. */
	SEARCHING,

	/** A connection is being opened. */
	CONNECTING,

	/** The element has not greeted yet. */
	GREETING,

	/** The application's callback decides what comes before the messages. */
	ASKING,

	/** Messages go to and fro. */
	OPEN,

	/** No element is left: the next search begins after a while. */
	WAITING,

	/** The element is lost, and the application has to say what is to be done. */
	HELD,

	/** The last acknowledgements are waited for. */
	CLOSING,

	/** It is over. */
	CLOSED

}
