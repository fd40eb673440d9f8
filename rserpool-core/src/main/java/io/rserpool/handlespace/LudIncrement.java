package io.rserpool.handlespace;

/**
 * Which degradation counters a selection raises (RFC 5356 section 4.7, [Q-8]).
 */
public enum LudIncrement {

	/** That of every element returned, as the RFC says. */
	ALL,

	/** That of the first element returned, as rsplib does. */
	FIRST

}
