package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link AsapError}.
 */
final class AsapErrorCodec implements AsapMessageCodec<AsapError> {

	@Override
	public AsapError decode(int flags, ParameterReader in) {
		return new AsapError(ErrorMessages.decode(in));
	}

	@Override
	public int encode(AsapError message, ByteBuf out) {
		return ParameterCodecs.ERROR.encode(message.error(), out);
	}

}
