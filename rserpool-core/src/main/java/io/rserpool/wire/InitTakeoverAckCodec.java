package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link InitTakeoverAck}.
 */
final class InitTakeoverAckCodec extends TargetCodec<InitTakeoverAck> {

	@Override
	InitTakeoverAck create(ServerId sender, ServerId receiver, ServerId target) {
		return new InitTakeoverAck(sender, receiver, target);
	}

	@Override
	public int encode(InitTakeoverAck message, ByteBuf out) {
		out.writeInt(message.target().value());
		return 0;
	}

}
