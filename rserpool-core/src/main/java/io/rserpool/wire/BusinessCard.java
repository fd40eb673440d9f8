package io.rserpool.wire;

import java.util.List;

/**
 * Whom to turn to when the sender fails (RFC 5352 ASAP_BUSINESS_CARD, type 0x0d).
 *
 * <pre>
 *  octet 0      type 0x0d
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    Pool Elements
 * </pre>
 *
 * @param handle the sender's pool
 * @param elements in preferred order, at least one
 */
public record BusinessCard(PoolHandle handle, List<PoolElementParameter> elements) implements AsapMessage {

	public BusinessCard {
		elements = List.copyOf(elements);
	}

	@Override
	public AsapMessageType type() {
		return AsapMessageType.BUSINESS_CARD;
	}

}
