package io.rserpool.wire;

/**
 * A request to leave a pool (RFC 5352 ASAP_DEREGISTRATION, type 0x02).
 *
 * @param handle the pool
 * @param id the element
 */
public record Deregistration(PoolHandle handle, PoolElementId id) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.DEREGISTRATION;
	}

}
