package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Cookie parameter (RFC 5354 section 3.13).
 *
 * <pre>
 *  octet 0..3   0x000d, length
 *        4..    opaque octets, possibly none [P-10]
 * </pre>
 */
final class CookieParameterCodec implements ParameterCodec<Octets> {

	@Override
	public @Nullable Octets decode(ParameterReader in) {
		return Octets.adopt(in.bytesFrom(4));
	}

	@Override
	public int encode(Octets data, ByteBuf out) {
		int at = ParameterWriter.begin(ParameterType.COOKIE, out);
		out.writeBytes(data.array());
		return ParameterWriter.end(at, out);
	}

}
