package io.rserpool.enrp;

/**
 * Which of two servers that take over the same target goes on (N-19). All servers of a
 * scope must agree.
 */
public enum TakeoverArbitration {

	/** The one with the higher identifier (RFC 5353 section 3.5.1). */
	HIGHEST,

	/** The one with the lower identifier, as rsplib has it. */
	LOWEST

}
