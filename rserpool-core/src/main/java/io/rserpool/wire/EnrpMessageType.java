package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The message types of RFC 5353 section 2, in the order of their codes 0x01 to 0x0a.
 */
public enum EnrpMessageType {

	PRESENCE, HANDLE_TABLE_REQUEST, HANDLE_TABLE_RESPONSE, HANDLE_UPDATE, LIST_REQUEST, LIST_RESPONSE, INIT_TAKEOVER,
	INIT_TAKEOVER_ACK, TAKEOVER_SERVER, ERROR;

	private static final EnrpMessageType[] VALUES = values();

	/** The 8-bit type, from 0x01. */
	public int code() {
		return ordinal() + 1;
	}

	/**
	 * Returns the type with the given code, or null for an unknown one.
	 */
	public static @Nullable EnrpMessageType of(int code) {
		return (code >= 1 && code <= VALUES.length) ? VALUES[code - 1] : null;
	}

}
