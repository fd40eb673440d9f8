package io.rserpool.wire;

/**
 * A chunk of the TCP mapping (draft-ietf-rserpool-tcpmapping-03 section 3), as it is on
 * the wire: what its fields mean depends on the INIT chunks of the connection.
 *
 * <pre>
 *  octet 0      type
 *        1      flags
 *        2..3   length, header included, padding at the end not counted
 *        4..    value, then 0 to 3 octets of zero
 * </pre>
 */
public sealed interface MappingChunk extends WireMessage
		permits DataChunk, InitChunk, AckChunk, HeartbeatChunk, HeartbeatAckChunk, UnknownChunk {

	ChunkType type();

}
