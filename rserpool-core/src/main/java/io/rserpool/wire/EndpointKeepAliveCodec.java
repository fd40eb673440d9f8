package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link EndpointKeepAlive}.
 */
final class EndpointKeepAliveCodec implements AsapMessageCodec<EndpointKeepAlive> {

	private static final int HOME = 0x01;

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int ID = ParameterType.POOL_ELEMENT_IDENTIFIER.code();

	@Override
	public @Nullable EndpointKeepAlive decode(int flags, ParameterReader in) {
		int server = in.fixedInt();
		PoolHandle handle = null;
		PoolElementId target = null;
		while (in.next()) {
			int type = in.type();
			if (type == HANDLE) {
				if (handle != null) {
					return in.repeated();
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else if (type == ID) {
				if (target != null) {
					return in.repeated();
				}
				target = ParameterCodecs.ELEMENT_ID.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle == null) {
			return in.missing("keep-alive without pool handle");
		}
		return new EndpointKeepAlive(ServerId.of(server), (flags & HOME) != 0, handle, target);
	}

	@Override
	public int flags(EndpointKeepAlive message) {
		return message.homeWanted() ? HOME : 0;
	}

	@Override
	public int encode(EndpointKeepAlive message, ByteBuf out) {
		out.writeInt(message.server().value());
		int padding = ParameterCodecs.HANDLE.encode(message.handle(), out);
		PoolElementId target = message.target();
		return (target != null) ? ParameterCodecs.ELEMENT_ID.encode(target, out) : padding;
	}

}
