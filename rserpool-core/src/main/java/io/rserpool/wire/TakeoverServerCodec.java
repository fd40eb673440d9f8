package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link TakeoverServer}.
 */
final class TakeoverServerCodec extends TargetCodec<TakeoverServer> {

	@Override
	TakeoverServer create(ServerId sender, ServerId receiver, ServerId target) {
		return new TakeoverServer(sender, receiver, target);
	}

	@Override
	public int encode(TakeoverServer message, ByteBuf out) {
		out.writeInt(message.target().value());
		return 0;
	}

}
