package io.rserpool.wire;

/**
 * DATA (type 0): a control message or user data, behind the words that the sender's INIT
 * did not leave out.
 *
 * <pre>
 *  octet 0      0x00
 *        1      flags: 0x04 unordered
 *        2..3   length
 *        4..    TSN, 4 octets; stream and stream sequence number, 2 + 2; PPID, 4;
 *               each may be left out
 *        ..     user data
 * </pre>
 *
 * The value is in two parts, so that user data need not be copied to get words before it.
 * A received chunk has no head: which words there are is known to the connection only.
 *
 * @param unordered U: the stream sequence number is to be ignored
 * @param head the value's first octets
 * @param body the others; not copied
 */
public record DataChunk(boolean unordered, OctetSlice head, OctetSlice body) implements MappingChunk {

	/** Most octets of head and body. */
	public static final int MAX_VALUE = MessageHeader.MAX_LENGTH - MessageHeader.OCTETS;

	static final int UNORDERED = 0x04;

	public DataChunk {
		if (head.length() + body.length() > MAX_VALUE) {
			throw new IllegalArgumentException(
					"DATA has at most " + MAX_VALUE + " octets, not " + ((long) head.length() + body.length()));
		}
	}

	@Override
	public ChunkType type() {
		return ChunkType.DATA;
	}

}
