package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link EndpointUnreachable}.
 */
final class EndpointUnreachableCodec extends HandleAndIdCodec<EndpointUnreachable> {

	EndpointUnreachableCodec() {
		super(false);
	}

	@Override
	EndpointUnreachable create(int flags, PoolHandle handle, PoolElementId id, @Nullable OperationError error) {
		return new EndpointUnreachable(handle, id);
	}

	@Override
	public int encode(EndpointUnreachable message, ByteBuf out) {
		return encode(message.handle(), message.id(), null, out);
	}

}
