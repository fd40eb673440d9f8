package io.rserpool.wire;

/**
 * The answer to a keep-alive (RFC 5352 ASAP_ENDPOINT_KEEP_ALIVE_ACK, type 0x08).
 *
 * <pre>
 *  octet 0      type 0x08
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    PE Identifier
 * </pre>
 *
 * @param handle the pool
 * @param id the answering element
 */
public record EndpointKeepAliveAck(PoolHandle handle, PoolElementId id) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.ENDPOINT_KEEP_ALIVE_ACK;
	}

}
