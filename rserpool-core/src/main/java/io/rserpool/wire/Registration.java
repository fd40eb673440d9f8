package io.rserpool.wire;

/**
 * A request to enter or update a pool element (RFC 5352 ASAP_REGISTRATION, type 0x01).
 *
 * <pre>
 *  octet 0      type 0x01
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    Pool Element
 * </pre>
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
