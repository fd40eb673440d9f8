package io.rserpool.wire;

/**
 * HEARTBEAT ACK (type 5): a sign of life, with the TLV of the HEARTBEAT unchanged.
 *
 * <pre>
 *  octet 0      0x05
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length
 *        4..    Heartbeat Info: type 0x0001, length, octets of the sender's choice
 * </pre>
 *
 * @param info the whole Heartbeat Info, its own header included
 */
public record HeartbeatAckChunk(Octets info) implements MappingChunk {

	@Override
	public ChunkType type() {
		return ChunkType.HEARTBEAT_ACK;
	}

}
