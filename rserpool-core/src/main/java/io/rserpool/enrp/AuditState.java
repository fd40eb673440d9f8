package io.rserpool.enrp;

/**
 * Whether this server's view of what a peer owns is the peer's own (RFC 5353 section
 * 3.6).
 */
public enum AuditState {

	/** Not compared since the peer is known. */
	UNKNOWN,

	/** The last checksum agreed. */
	AGREED,

	/** The last checksum differed; the table is asked for as soon as it is allowed. */
	MISMATCH,

	/** The peer's table is being compared. */
	RESYNCING,

	/** Several rounds in a row did not bring agreement. */
	FAILED

}
