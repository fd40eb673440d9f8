package io.rserpool.wire;

/**
 * INIT (type 1): what its sender leaves out of its later DATA chunks.
 *
 * <pre>
 *  octet 0      0x01
 *        1      flags
 *        2..3   length, always 4
 * </pre>
 *
 * @param flags any of the constants; other bits are sent as 0 and ignored on receipt
 */
public record InitChunk(int flags) implements MappingChunk {

	/** T: no TSN word in DATA, and none is wanted in the acknowledgements of it. */
	public static final int NO_TSN = 0x01;

	/** S: no stream word in DATA; all is stream 0. */
	public static final int NO_STREAM = 0x02;

	/** P: no PPID word in DATA; all is PPID 0, so there is no control channel [T-8]. */
	public static final int NO_PPID = 0x04;

	/** H: session headers are understood [T-18]. */
	public static final int HEADERS = 0x08;

	private static final int ALL = NO_TSN | NO_STREAM | NO_PPID | HEADERS;

	public InitChunk {
		if ((flags & ~ALL) != 0) {
			throw new IllegalArgumentException("INIT flags 0x" + Integer.toHexString(flags) + " are not defined");
		}
	}

	static InitChunk ofOctet(int octet) {
		return new InitChunk(octet & ALL);
	}

	@Override
	public ChunkType type() {
		return ChunkType.INIT;
	}

}
