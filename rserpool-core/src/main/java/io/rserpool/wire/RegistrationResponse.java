package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a registration (RFC 5352 ASAP_REGISTRATION_RESPONSE, type 0x03).
 *
 * <pre>
 *  octet 0      type 0x03
 *        1      flags: 0x01 R, rejected
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    PE Identifier
 *         ..    Operation Error, or nothing
 * </pre>
 *
 * @param handle the pool
 * @param id the element
 * @param rejected flag R: nothing was changed
 * @param error the reason of a rejection, else a warning, or null
 */
public record RegistrationResponse(PoolHandle handle, PoolElementId id, boolean rejected,
		@Nullable OperationError error) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.REGISTRATION_RESPONSE;
	}

}
