package io.rserpool.wire;

/**
 * A request to leave a pool (RFC 5352 ASAP_DEREGISTRATION, type 0x02).
 *
 * <pre>
 *  octet 0      type 0x02
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    PE Identifier
 * </pre>
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
