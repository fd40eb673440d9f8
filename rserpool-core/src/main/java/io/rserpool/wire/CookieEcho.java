package io.rserpool.wire;

/**
 * The last cookie, given to the next element (RFC 5352 ASAP_COOKIE_ECHO, type 0x0c).
 *
 * <pre>
 *  octet 0      type 0x0c
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Cookie
 * </pre>
 *
 * @param data the cookie, unchanged
 */
public record CookieEcho(Octets data) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.COOKIE_ECHO;
	}

}
