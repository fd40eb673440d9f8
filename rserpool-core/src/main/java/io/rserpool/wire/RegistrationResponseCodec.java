package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link RegistrationResponse}.
 */
final class RegistrationResponseCodec extends HandleAndIdCodec<RegistrationResponse> {

	private static final int REJECT = 0x01;

	RegistrationResponseCodec() {
		super(true);
	}

	@Override
	RegistrationResponse create(int flags, PoolHandle handle, PoolElementId id, @Nullable OperationError error) {
		return new RegistrationResponse(handle, id, (flags & REJECT) != 0, error);
	}

	@Override
	public int flags(RegistrationResponse message) {
		return message.rejected() ? REJECT : 0;
	}

	@Override
	public int encode(RegistrationResponse message, ByteBuf out) {
		return encode(message.handle(), message.id(), message.error(), out);
	}

}
