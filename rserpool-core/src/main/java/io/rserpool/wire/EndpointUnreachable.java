package io.rserpool.wire;

/**
 * A report that an element could not be reached (RFC 5352 ASAP_ENDPOINT_UNREACHABLE, type
 * 0x09).
 *
 * <pre>
 *  octet 0      type 0x09
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    PE Identifier
 * </pre>
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
