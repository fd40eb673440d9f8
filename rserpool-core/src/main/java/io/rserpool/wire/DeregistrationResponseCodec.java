package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link DeregistrationResponse}.
 */
final class DeregistrationResponseCodec extends HandleAndIdCodec<DeregistrationResponse> {

	DeregistrationResponseCodec() {
		super(true);
	}

	@Override
	DeregistrationResponse create(int flags, PoolHandle handle, PoolElementId id, @Nullable OperationError error) {
		return new DeregistrationResponse(handle, id, error);
	}

	@Override
	public int encode(DeregistrationResponse message, ByteBuf out) {
		return encode(message.handle(), message.id(), message.error(), out);
	}

}
