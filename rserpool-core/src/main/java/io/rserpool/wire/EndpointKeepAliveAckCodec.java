package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link EndpointKeepAliveAck}.
 */
final class EndpointKeepAliveAckCodec extends HandleAndIdCodec<EndpointKeepAliveAck> {

	EndpointKeepAliveAckCodec() {
		super(false);
	}

	@Override
	EndpointKeepAliveAck create(int flags, PoolHandle handle, PoolElementId id, @Nullable OperationError error) {
		return new EndpointKeepAliveAck(handle, id);
	}

	@Override
	public int encode(EndpointKeepAliveAck message, ByteBuf out) {
		return encode(message.handle(), message.id(), null, out);
	}

}
