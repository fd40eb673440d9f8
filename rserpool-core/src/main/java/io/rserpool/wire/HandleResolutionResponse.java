package io.rserpool.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a pool, or why there are none (RFC 5352
 * ASAP_HANDLE_RESOLUTION_RESPONSE, type 0x06).
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
