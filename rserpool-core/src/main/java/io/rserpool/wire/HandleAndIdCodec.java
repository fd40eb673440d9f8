package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The common shape of five ASAP messages: a pool handle, a PE identifier, and in
 * responses perhaps an operation error.
 *
 * @param <M> the record
 */
abstract class HandleAndIdCodec<M extends AsapMessage> implements AsapMessageCodec<M> {

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int ID = ParameterType.POOL_ELEMENT_IDENTIFIER.code();

	private static final int ERROR = ParameterType.OPERATION_ERROR.code();

	private final boolean response;

	HandleAndIdCodec(boolean response) {
		this.response = response;
	}

	@Override
	public final @Nullable M decode(int flags, ParameterReader in) {
		PoolHandle handle = null;
		PoolElementId id = null;
		OperationError error = null;
		while (in.next()) {
			int type = in.type();
			if (type == HANDLE) {
				if (handle != null) {
					return in.repeated();
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else if (type == ID) {
				if (id != null) {
					return in.repeated();
				}
				id = ParameterCodecs.ELEMENT_ID.decode(in);
			}
			else if (type == ERROR && this.response) {
				if (error != null) {
					return in.repeated();
				}
				error = ParameterCodecs.ERROR.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle == null || id == null) {
			return in.missing("message without pool handle or PE identifier");
		}
		return create(flags, handle, id, error);
	}

	abstract M create(int flags, PoolHandle handle, PoolElementId id, @Nullable OperationError error);

	static int encode(PoolHandle handle, PoolElementId id, @Nullable OperationError error, ByteBuf out) {
		ParameterCodecs.HANDLE.encode(handle, out);
		int padding = ParameterCodecs.ELEMENT_ID.encode(id, out);
		return (error != null) ? ParameterCodecs.ERROR.encode(error, out) : padding;
	}

}
