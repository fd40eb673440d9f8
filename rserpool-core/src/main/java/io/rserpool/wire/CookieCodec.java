package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link Cookie}.
 */
final class CookieCodec extends CookieDataCodec<Cookie> {

	@Override
	Cookie create(Octets data) {
		return new Cookie(data);
	}

	@Override
	public int encode(Cookie message, ByteBuf out) {
		return ParameterCodecs.COOKIE.encode(message.data(), out);
	}

}
