package io.rserpool.wire;

/**
 * The last cookie, given to the next element (RFC 5352 ASAP_COOKIE_ECHO, type 0x0c).
 *
 * @param data the cookie, unchanged
 */
public record CookieEcho(Octets data) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.COOKIE_ECHO;
	}

}
