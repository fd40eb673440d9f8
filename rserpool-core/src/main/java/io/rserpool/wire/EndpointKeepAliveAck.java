package io.rserpool.wire;

/**
 * The answer to a keep-alive (RFC 5352 ASAP_ENDPOINT_KEEP_ALIVE_ACK, type 0x08).
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
