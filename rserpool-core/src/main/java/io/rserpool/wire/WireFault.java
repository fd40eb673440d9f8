package io.rserpool.wire;

/**
 * What was wrong with a received message.
 *
 * @param kind how bad it is
 * @param detail for people: which part, which value
 */
public record WireFault(Kind kind, String detail) {

	/**
	 * How bad a fault is.
	 */
	public enum Kind {

		/** The boundaries of messages are lost: a stream is closed [T-2]. */
		FRAMING,

		/** The message is discarded without an answer. */
		DISCARDED,

		/** The message is discarded and answered. */
		INVALID,

		/** The message is processed; parts of it were skipped. */
		IGNORED_PARTS

	}

}
