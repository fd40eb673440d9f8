package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The message of {@link CookieEcho}.
 */
final class CookieEchoCodec extends CookieDataCodec<CookieEcho> {

	@Override
	CookieEcho create(Octets data) {
		return new CookieEcho(data);
	}

	@Override
	public int encode(CookieEcho message, ByteBuf out) {
		return ParameterCodecs.COOKIE.encode(message.data(), out);
	}

}
