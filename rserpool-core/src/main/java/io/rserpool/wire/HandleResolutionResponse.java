package io.rserpool.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a pool, or why there are none (RFC 5352
 * ASAP_HANDLE_RESOLUTION_RESPONSE, type 0x06).
 *
 * <pre>
 *  octet 0      type 0x06
 *        1      flags: 0x01 A, updates granted
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    Member Selection Policy, or nothing
 *         ..    Pool Elements; or, without policy, an Operation Error
 * </pre>
 *
 * @param handle the pool
 * @param updatesGranted flag A: changes will follow
 * @param policy the pool's policy, or null = round robin
 * @param elements in the order of the policy; at least one if there is no error
 * @param error why the answer is negative, or null
 */
public record HandleResolutionResponse(PoolHandle handle, boolean updatesGranted,
		@Nullable MemberSelectionPolicy policy, List<PoolElementParameter> elements,
		@Nullable OperationError error) implements AsapMessage {

	public HandleResolutionResponse {
		elements = List.copyOf(elements);
	}

	@Override
	public AsapMessageType type() {
		return AsapMessageType.HANDLE_RESOLUTION_RESPONSE;
	}

}
