package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link HandleUpdate}.
 */
final class HandleUpdateCodec implements EnrpMessageCodec<HandleUpdate> {

	private static final int TAKEOVER_SUGGESTED = 0x01;

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int ELEMENT = ParameterType.POOL_ELEMENT.code();

	@Override
	public @Nullable HandleUpdate decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		UpdateAction action = action(in.fixedInt() >>> 16, in);
		PoolHandle handle = null;
		PoolElementParameter element = null;
		while (in.next()) {
			int type = in.type();
			if (type == HANDLE) {
				if (handle != null) {
					return in.invalid("pool handle out of order");
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else if (type == ELEMENT) {
				if (handle == null || element != null) {
					return in.invalid("pool element out of order");
				}
				element = ParameterCodecs.ELEMENT.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (action == null || handle == null || element == null) {
			return in.missing("handle update without pool handle or pool element");
		}
		return new HandleUpdate(sender, receiver, (flags & TAKEOVER_SUGGESTED) != 0, action, handle, element);
	}

	private static @Nullable UpdateAction action(int code, ParameterReader in) {
		return switch (code) {
			case 0 -> UpdateAction.ADD_PE;
			case 1 -> UpdateAction.DEL_PE;
			default ->
				in.refuse(Damage.INVALID_FIELD, "unknown update action", ErrorCause.of(CauseCode.INVALID_VALUES));
		};
	}

	@Override
	public int flags(HandleUpdate message) {
		return message.takeoverSuggested() ? TAKEOVER_SUGGESTED : 0;
	}

	@Override
	public int encode(HandleUpdate message, ByteBuf out) {
		out.writeInt(message.action().ordinal() << 16);
		ParameterCodecs.HANDLE.encode(message.handle(), out);
		return ParameterCodecs.ELEMENT.encode(message.element(), out);
	}

}
