package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link BusinessCard}.
 */
final class BusinessCardCodec implements AsapMessageCodec<BusinessCard> {

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int ELEMENT = ParameterType.POOL_ELEMENT.code();

	@Override
	public @Nullable BusinessCard decode(int flags, ParameterReader in) {
		PoolHandle handle = null;
		List<PoolElementParameter> elements = new ArrayList<>();
		while (in.next()) {
			int type = in.type();
			if (type == ELEMENT) {
				PoolElementParameter element = ParameterCodecs.ELEMENT.decode(in);
				if (element == null) {
					return null;
				}
				elements.add(element);
			}
			else if (type == HANDLE) {
				if (handle != null) {
					return in.repeated();
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle == null || elements.isEmpty()) {
			return in.missing("business card without pool handle or pool element");
		}
		return new BusinessCard(handle, elements);
	}

	@Override
	public int encode(BusinessCard message, ByteBuf out) {
		List<PoolElementParameter> elements = message.elements();
		if (elements.isEmpty()) {
			throw new IllegalArgumentException("A business card has at least one element: " + message.handle());
		}
		ParameterCodecs.HANDLE.encode(message.handle(), out);
		int padding = 0;
		for (int i = 0; i < elements.size(); i++) {
			padding = ParameterCodecs.ELEMENT.encode(elements.get(i), out);
		}
		return padding;
	}

}
