package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Additional Legs parameter, an extension of this project that receivers without it
 * skip.
 *
 * <pre>
 *  octet 0..3   0x8040, length
 *        4..    one or more transports, not opaque
 * </pre>
 */
final class AdditionalLegsCodec implements ParameterCodec<List<TransportParameter>> {

	@Override
	public @Nullable List<TransportParameter> decode(ParameterReader in) {
		int at = in.at();
		int length = in.length();
		long outer = in.enter(0);
		List<TransportParameter> legs = new ArrayList<>(2);
		while (in.next()) {
			TransportCodec<?> codec = ParameterCodecs.transport(in.type());
			if (codec == null || in.type() == ParameterType.OPAQUE_TRANSPORT.code()) {
				in.ignore();
			}
			else {
				TransportParameter leg = codec.decode(in, TransportRole.USER);
				if (leg == null) {
					return null;
				}
				legs.add(leg);
			}
		}
		if (legs.isEmpty()) {
			return in.invalid(at, length, "additional legs without transport");
		}
		in.leave(outer);
		return legs;
	}

	@Override
	public int encode(List<TransportParameter> legs, ByteBuf out) {
		int at = ParameterWriter.begin(ParameterType.ADDITIONAL_LEGS, out);
		int padding = 0;
		for (int i = 0; i < legs.size(); i++) {
			TransportParameter leg = legs.get(i);
			if (leg instanceof OpaqueTransport) {
				throw new IllegalArgumentException("An opaque transport cannot be an additional leg");
			}
			padding = ParameterCodecs.encodeTransport(leg, out);
		}
		return ParameterWriter.end(at, padding, out);
	}

}
