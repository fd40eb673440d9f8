package io.rserpool.session;

/**
 * What an element's application did with a message.
 */
public enum Processing {

	/** It has it: the message is acknowledged. */
	DONE,

	/** It failed: the connection ends, and the user turns to another element. */
	FAILED,

	/** It never saw it, as the session was over before. */
	DISCARDED

}
