package io.rserpool.enrp;

/**
 * How far a server has come (RFC 5353 section 3.2).
 */
public enum ServerPhase {

	/** Not started, or stopped. */
	STOPPED,

	/**
	 * Looking for a mentor or taking its list and table; closed to elements and users.
	 */
	JOINING,

	/** Open to elements and users. */
	SERVING

}
