package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a deregistration, or word that a registration has ended (RFC 5352
 * ASAP_DEREGISTRATION_RESPONSE, type 0x04).
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
