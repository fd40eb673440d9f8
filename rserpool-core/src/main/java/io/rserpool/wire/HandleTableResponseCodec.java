package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link HandleTableResponse}. With flag R set, flag M and entries do not
 * count (N-11).
 */
final class HandleTableResponseCodec implements EnrpMessageCodec<HandleTableResponse> {

	private static final int REJECT = 0x01;

	private static final int MORE = 0x02;

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int ELEMENT = ParameterType.POOL_ELEMENT.code();

	@Override
	public @Nullable HandleTableResponse decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		boolean more = (flags & MORE) != 0;
		if ((flags & REJECT) != 0) {
			if (more) {
				in.ignore();
			}
			in.ignoreAll();
			return new HandleTableResponse(sender, receiver, true, false, List.of());
		}
		List<PoolEntry> entries = entries(in);
		return (entries != null) ? new HandleTableResponse(sender, receiver, false, more, entries) : null;
	}

	private static @Nullable List<PoolEntry> entries(ParameterReader in) {
		List<PoolEntry> entries = new ArrayList<>();
		List<PoolElementParameter> elements = new ArrayList<>();
		PoolHandle handle = null;
		int handleAt = 0;
		int handleLength = 0;
		while (in.next()) {
			int type = in.type();
			if (type == ELEMENT) {
				if (handle == null) {
					return in.invalid("pool element before its pool handle");
				}
				PoolElementParameter element = ParameterCodecs.ELEMENT.decode(in);
				if (element == null) {
					return null;
				}
				elements.add(element);
			}
			else if (type == HANDLE) {
				if (handle != null) {
					if (elements.isEmpty()) {
						return in.invalid(handleAt, handleLength, "pool handle without pool element");
					}
					entries.add(new PoolEntry(handle, elements));
					elements.clear();
				}
				handleAt = in.at();
				handleLength = in.length();
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle != null) {
			if (elements.isEmpty()) {
				return in.invalid(handleAt, handleLength, "pool handle without pool element");
			}
			entries.add(new PoolEntry(handle, elements));
		}
		return entries;
	}

	@Override
	public int flags(HandleTableResponse message) {
		return (message.rejected() ? REJECT : 0) | (message.more() ? MORE : 0);
	}

	@Override
	public int encode(HandleTableResponse message, ByteBuf out) {
		List<PoolEntry> entries = message.entries();
		if (message.rejected() && !entries.isEmpty()) {
			throw new IllegalArgumentException("A rejecting handle table response has no entries");
		}
		int padding = 0;
		for (int i = 0; i < entries.size(); i++) {
			PoolEntry entry = entries.get(i);
			List<PoolElementParameter> elements = entry.elements();
			if (elements.isEmpty()) {
				throw new IllegalArgumentException("A pool entry has at least one element: " + entry.handle());
			}
			ParameterCodecs.HANDLE.encode(entry.handle(), out);
			for (int k = 0; k < elements.size(); k++) {
				padding = ParameterCodecs.ELEMENT.encode(elements.get(k), out);
			}
		}
		return padding;
	}

}
