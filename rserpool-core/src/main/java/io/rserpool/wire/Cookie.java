package io.rserpool.wire;

/**
 * State that an element leaves with its user (RFC 5352 ASAP_COOKIE, type 0x0b).
 *
 * @param data opaque to the user; empty = forget the cookie [P-10]
 */
public record Cookie(Octets data) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.COOKIE;
	}

}
