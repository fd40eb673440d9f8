package io.rserpool.session;

import java.util.Locale;

/**
 * The rules of the TCP mapping that the other side can break; each ends the connection by
 * a reset, as there is no error chunk [T-15].
 */
enum ProtocolError {

	/** The chunk itself: its length, its fixed form, a type that cannot be skipped. */
	DAMAGED_CHUNK,

	/** The first chunk was not an INIT. */
	BEFORE_INIT,

	/** A second INIT. */
	SECOND_INIT,

	/** DATA without room for its words. */
	SHORT_DATA,

	/** A TSN other than the next one. */
	WRONG_TSN,

	/** A stream sequence number other than the next one. */
	WRONG_STREAM_SEQUENCE,

	/** An acknowledgement of what was never sent [T-12]. */
	ACK_BEYOND_SENT,

	/** An answer to a HEARTBEAT that was never sent. */
	UNKNOWN_HEARTBEAT_ACK;

	private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/** A short name for counters, such as {@code wrong-tsn}. */
	String label() {
		return this.label;
	}

}
