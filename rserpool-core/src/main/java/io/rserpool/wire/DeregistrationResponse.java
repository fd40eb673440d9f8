package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a deregistration, or word that a registration has ended (RFC 5352
 * ASAP_DEREGISTRATION_RESPONSE, type 0x04).
 *
 * <pre>
 *  octet 0      type 0x04
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    PE Identifier
 *         ..    Operation Error, or nothing
 * </pre>
 *
 * @param handle the pool
 * @param id the element
 * @param error why it was refused, or null if it was granted
 */
public record DeregistrationResponse(PoolHandle handle, PoolElementId id,
		@Nullable OperationError error) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.DEREGISTRATION_RESPONSE;
	}

}
