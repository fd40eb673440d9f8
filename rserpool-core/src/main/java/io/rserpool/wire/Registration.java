package io.rserpool.wire;

/**
 * A request to enter or update a pool element (RFC 5352 ASAP_REGISTRATION, type 0x01).
 *
 * @param handle the pool
 * @param element the element with all its attributes
 */
public record Registration(PoolHandle handle, PoolElementParameter element) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.REGISTRATION;
	}

}
