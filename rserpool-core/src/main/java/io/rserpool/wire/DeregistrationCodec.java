package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link Deregistration}.
 */
final class DeregistrationCodec extends HandleAndIdCodec<Deregistration> {

	DeregistrationCodec() {
		super(false);
	}

	@Override
	Deregistration create(int flags, PoolHandle handle, PoolElementId id, @Nullable OperationError error) {
		return new Deregistration(handle, id);
	}

	@Override
	public int encode(Deregistration message, ByteBuf out) {
		return encode(message.handle(), message.id(), null, out);
	}

}
