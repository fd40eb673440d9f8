package io.rserpool.wire;

/**
 * What was wrong with a received message, for counters, logs and the decision whether the
 * connection can go on. What is sent back, if anything, is in {@link Decoded#reply()}.
 *
 * @param kind how bad it is
 * @param detail for people; never contains octets of the message
 */
public record WireFault(Kind kind, String detail) {

	/**
	 * The kinds of fault, from the worst to the most harmless.
	 */
	public enum Kind {

		/**
		 * The message's borders are lost: a stream must be closed, a datagram is dropped.
		 */
		FRAMING,

		/** The message was discarded without an answer. */
		DISCARDED,

		/** The message was discarded, and there is an answer to be sent. */
		INVALID,

		/** The message is good, but parts of it were left out. */
		IGNORED_PARTS

	}

}
