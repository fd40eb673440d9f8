package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The message of {@link HandleTableRequest}.
 */
final class HandleTableRequestCodec implements EnrpMessageCodec<HandleTableRequest> {

	private static final int OWN_ONLY = 0x01;

	@Override
	public @Nullable HandleTableRequest decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		in.ignoreAll();
		return new HandleTableRequest(sender, receiver, (flags & OWN_ONLY) != 0);
	}

	@Override
	public int flags(HandleTableRequest message) {
		return message.ownOnly() ? OWN_ONLY : 0;
	}

}
