package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link HandleResolution}.
 */
final class HandleResolutionCodec implements AsapMessageCodec<HandleResolution> {

	private static final int SEND_UPDATES = 0x01;

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int OPTION = ParameterType.HANDLE_RESOLUTION_OPTION.code();

	@Override
	public @Nullable HandleResolution decode(int flags, ParameterReader in) {
		PoolHandle handle = null;
		long items = HandleResolution.NO_OPTION;
		while (in.next()) {
			int type = in.type();
			if (type == HANDLE) {
				if (handle != null) {
					return in.repeated();
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else if (type == OPTION) {
				if (items != HandleResolution.NO_OPTION) {
					return in.repeated();
				}
				items = HandleResolutionOptionCodec.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle == null) {
			return in.missing("handle resolution without pool handle");
		}
		return new HandleResolution(handle, (flags & SEND_UPDATES) != 0, items);
	}

	@Override
	public int flags(HandleResolution message) {
		return message.updatesWanted() ? SEND_UPDATES : 0;
	}

	@Override
	public int encode(HandleResolution message, ByteBuf out) {
		int padding = ParameterCodecs.HANDLE.encode(message.handle(), out);
		boolean option = message.items() != HandleResolution.NO_OPTION;
		return option ? HandleResolutionOptionCodec.encode(message.items(), out) : padding;
	}

}
