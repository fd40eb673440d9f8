package io.rserpool.boot.autoconfigure;

/**
 * The protocol of a further transport of a pool element.
 */
public enum LegProtocol {

	/** TCP. */
	TCP,

	/** UDP. */
	UDP,

	/** SCTP. */
	SCTP

}
