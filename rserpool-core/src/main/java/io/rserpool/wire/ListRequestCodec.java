package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The message of {@link ListRequest}.
 */
final class ListRequestCodec implements EnrpMessageCodec<ListRequest> {

	@Override
	public @Nullable ListRequest decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		in.ignoreAll();
		return new ListRequest(sender, receiver);
	}

}
