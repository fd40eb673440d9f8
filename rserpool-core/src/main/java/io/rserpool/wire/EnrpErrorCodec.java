package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link EnrpError}.
 */
final class EnrpErrorCodec implements EnrpMessageCodec<EnrpError> {

	@Override
	public @Nullable EnrpError decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		OperationError error = ErrorMessages.decode(in);
		return (error != null) ? new EnrpError(sender, receiver, error) : null;
	}

	@Override
	public int encode(EnrpError message, ByteBuf out) {
		return ParameterCodecs.ERROR.encode(message.error(), out);
	}

}
