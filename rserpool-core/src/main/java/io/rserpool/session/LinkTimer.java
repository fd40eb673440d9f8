package io.rserpool.session;

/**
 * The timers of one connection of a session [T-15].
 */
public enum LinkTimer {

	/** initTimeout: the other side's INIT. */
	INIT,

	/** hbInterval: silence until a HEARTBEAT is sent. */
	HEARTBEAT_INTERVAL,

	/** hbTimeout: the answer to a HEARTBEAT. */
	HEARTBEAT_TIMEOUT,

	/** ackTimeout: the acknowledgement of the oldest DATA. */
	ACKNOWLEDGEMENT,

	/** The end of an orderly close. */
	CLOSE

}
