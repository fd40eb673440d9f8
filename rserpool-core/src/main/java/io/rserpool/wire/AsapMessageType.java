package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The message types of RFC 5352 section 2.2, in the order of their codes 0x01 to 0x0e.
 */
public enum AsapMessageType {

	REGISTRATION, DEREGISTRATION, REGISTRATION_RESPONSE, DEREGISTRATION_RESPONSE, HANDLE_RESOLUTION,
	HANDLE_RESOLUTION_RESPONSE, ENDPOINT_KEEP_ALIVE, ENDPOINT_KEEP_ALIVE_ACK, ENDPOINT_UNREACHABLE, SERVER_ANNOUNCE,
	COOKIE, COOKIE_ECHO, BUSINESS_CARD, ERROR;

	private static final AsapMessageType[] VALUES = values();

	/** The 8-bit type, from 0x01. */
	public int code() {
		return ordinal() + 1;
	}

	/**
	 * Returns the type with the given code, or null for an unknown one.
	 */
	public static @Nullable AsapMessageType of(int code) {
		return (code >= 1 && code <= VALUES.length) ? VALUES[code - 1] : null;
	}

}
