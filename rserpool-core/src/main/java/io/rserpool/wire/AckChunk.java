package io.rserpool.wire;

/**
 * ACK (type 3): the receiver's application has the data. Cumulative.
 *
 * <pre>
 *  octet 0      0x03
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length 8, or 4 without TSN
 *        4..7   TSN of the last delivered DATA
 * </pre>
 *
 * @param hasTsn whether the TSN is there; without it, the oldest unacknowledged DATA is
 * meant
 * @param tsn unsigned 32 bit; 0 if it is not there
 */
public record AckChunk(boolean hasTsn, int tsn) implements MappingChunk {

	/** Acknowledges the oldest. */
	public static final AckChunk WITHOUT_TSN = new AckChunk(false, 0);

	public AckChunk {
		if (!hasTsn && tsn != 0) {
			throw new IllegalArgumentException("ACK without TSN has a TSN");
		}
	}

	public static AckChunk of(int tsn) {
		return new AckChunk(true, tsn);
	}

	@Override
	public ChunkType type() {
		return ChunkType.ACK;
	}

}
