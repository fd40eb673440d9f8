package io.rserpool.sim;

/**
 * Something that has to be true. Throws an {@link AssertionError} that says what is not.
 */
interface Check {

	/** Looks at everything, every now and then. */
	void inspect();

}
