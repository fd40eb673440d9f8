package io.rserpool.wire;

/**
 * The types of chunks of the TCP mapping.
 */
public enum ChunkType {

	/** User data or a control message. */
	DATA(0),

	/** The greeting: the first chunk in each direction. */
	INIT(1),

	/** Data was delivered. */
	ACK(3),

	/** Asks for a sign of life. */
	HEARTBEAT(4),

	/** The sign of life. */
	HEARTBEAT_ACK(5),

	/** Any reserved type. */
	UNKNOWN(6);

	/** Reserved for an extension of the type field: cannot be skipped [T-7]. */
	static final int EXTENSION = 255;

	private final int code;

	ChunkType(int code) {
		this.code = code;
	}

	int code() {
		return this.code;
	}

	static ChunkType of(int code) {
		return switch (code) {
			case 0 -> DATA;
			case 1 -> INIT;
			case 3 -> ACK;
			case 4 -> HEARTBEAT;
			case 5 -> HEARTBEAT_ACK;
			default -> UNKNOWN;
		};
	}

}
