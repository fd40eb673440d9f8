package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link InitTakeover}.
 */
final class InitTakeoverCodec extends TargetCodec<InitTakeover> {

	@Override
	InitTakeover create(ServerId sender, ServerId receiver, ServerId target) {
		return new InitTakeover(sender, receiver, target);
	}

	@Override
	public int encode(InitTakeover message, ByteBuf out) {
		out.writeInt(message.target().value());
		return 0;
	}

}
