package io.rserpool.asap;

/**
 * What a pool user knows of an element by its own attempts (asap.md 11.6, R6). Elements
 * that a server suspects are not among them: it leaves them out of its answers, so a user
 * never sees an unverified one while there are others (R9).
 */
public enum ElementHealth {

	/** No leg failed. */
	UP,

	/** A leg failed, and another one may still be used. */
	ILL,

	/** All legs that the user can use failed. */
	DEAD

}
