package io.rserpool.session;

/**
 * Which messages a session gets back when its connection is lost (asap.md 11.3).
 */
public enum Retrieval {

	/**
	 * None: nothing is kept once it is given to the transport. For protocols with
	 * acknowledgements of their own.
	 */
	NONE,

	/**
	 * Those that the transport has not acknowledged. What the other side's kernel has and
	 * its application has not is lost. Over SCTP only.
	 */
	TRANSPORT,

	/** Those that the other side's application has not acknowledged. */
	APPLICATION_ACK

}
