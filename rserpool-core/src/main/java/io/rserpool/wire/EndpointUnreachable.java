package io.rserpool.wire;

/**
 * A report that an element could not be reached (RFC 5352 ASAP_ENDPOINT_UNREACHABLE, type
 * 0x09).
 *
 * @param handle the pool
 * @param id the element
 */
public record EndpointUnreachable(PoolHandle handle, PoolElementId id) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.ENDPOINT_UNREACHABLE;
	}

}
