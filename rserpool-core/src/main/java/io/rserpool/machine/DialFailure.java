package io.rserpool.machine;

/**
 * Why a connection could not be opened.
 */
public enum DialFailure {

	/** The host answered that nobody listens: the process is gone. */
	REFUSED,

	/** No answer, no route or any other trouble: nothing is known of the process. */
	UNREACHABLE

}
