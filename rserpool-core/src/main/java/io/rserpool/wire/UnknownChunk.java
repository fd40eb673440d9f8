package io.rserpool.wire;

/**
 * A received chunk of a reserved type (2, 6 to 254): to be skipped and counted [T-7].
 * Never sent.
 *
 * @param code its type
 */
public record UnknownChunk(int code) implements MappingChunk {

	@Override
	public ChunkType type() {
		return ChunkType.UNKNOWN;
	}

}
