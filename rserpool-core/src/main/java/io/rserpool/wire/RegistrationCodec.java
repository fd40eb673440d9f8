package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link Registration}.
 */
final class RegistrationCodec implements AsapMessageCodec<Registration> {

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int ELEMENT = ParameterType.POOL_ELEMENT.code();

	@Override
	public Registration decode(int flags, ParameterReader in) {
		PoolHandle handle = null;
		PoolElementParameter element = null;
		while (in.next()) {
			int type = in.type();
			if (type == HANDLE) {
				if (handle != null) {
					throw in.repeated();
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else if (type == ELEMENT) {
				if (element != null) {
					throw in.repeated();
				}
				element = ParameterCodecs.ELEMENT.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle == null || element == null) {
			throw ParameterReader.missing("registration without pool handle or pool element");
		}
		return new Registration(handle, element);
	}

	@Override
	public int encode(Registration message, ByteBuf out) {
		ParameterCodecs.HANDLE.encode(message.handle(), out);
		return ParameterCodecs.ELEMENT.encode(message.element(), out);
	}

}
