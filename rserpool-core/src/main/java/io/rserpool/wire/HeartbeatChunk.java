package io.rserpool.wire;

/**
 * HEARTBEAT (type 4): asks for a sign of life.
 *
 * <pre>
 *  octet 0      0x04
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length
 *        4..    Heartbeat Info: type 0x0001, length, octets of the sender's choice
 * </pre>
 *
 * @param info the whole Heartbeat Info, its own header included
 */
public record HeartbeatChunk(Octets info) implements MappingChunk {

	@Override
	public ChunkType type() {
		return ChunkType.HEARTBEAT;
	}

}
