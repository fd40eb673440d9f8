package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link EnrpError}.
 */
final class EnrpErrorCodec implements EnrpMessageCodec<EnrpError> {

	@Override
	public EnrpError decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		return new EnrpError(sender, receiver, ErrorMessages.decode(in));
	}

	@Override
	public int encode(EnrpError message, ByteBuf out) {
		return ParameterCodecs.ERROR.encode(message.error(), out);
	}

}
