package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link AsapError}.
 */
final class AsapErrorCodec implements AsapMessageCodec<AsapError> {

	@Override
	public @Nullable AsapError decode(int flags, ParameterReader in) {
		OperationError error = ErrorMessages.decode(in);
		return (error != null) ? new AsapError(error) : null;
	}

	@Override
	public int encode(AsapError message, ByteBuf out) {
		return ParameterCodecs.ERROR.encode(message.error(), out);
	}

}
