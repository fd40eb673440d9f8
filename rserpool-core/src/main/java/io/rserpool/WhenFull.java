package io.rserpool;

/**
 * What a session answers when so many messages wait that no more may.
 */
public enum WhenFull {

	/** The future fails at once with {@link SessionQueueFullException}. */
	REJECT,

	/**
	 * The caller waits for room. Not for I/O threads, where it is as {@link #REJECT}.
	 */
	BLOCK

}
