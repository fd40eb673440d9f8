package io.rserpool.wire;

/**
 * State that an element leaves with its user (RFC 5352 ASAP_COOKIE, type 0x0b).
 *
 * <pre>
 *  octet 0      type 0x0b
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Cookie
 * </pre>
 *
 * @param data opaque to the user; empty = forget the cookie [P-10]
 */
public record Cookie(Octets data) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.COOKIE;
	}

}
