package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link Registration}.
 */
final class RegistrationCodec implements AsapMessageCodec<Registration> {

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int ELEMENT = ParameterType.POOL_ELEMENT.code();

	@Override
	public @Nullable Registration decode(int flags, ParameterReader in) {
		PoolHandle handle = null;
		PoolElementParameter element = null;
		while (in.next()) {
			int type = in.type();
			if (type == HANDLE) {
				if (handle != null) {
					return in.repeated();
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else if (type == ELEMENT) {
				if (element != null) {
					return in.repeated();
				}
				element = ParameterCodecs.ELEMENT.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle == null || element == null) {
			return in.missing("registration without pool handle or pool element");
		}
		return new Registration(handle, element);
	}

	@Override
	public int encode(Registration message, ByteBuf out) {
		ParameterCodecs.HANDLE.encode(message.handle(), out);
		return ParameterCodecs.ELEMENT.encode(message.element(), out);
	}

}
