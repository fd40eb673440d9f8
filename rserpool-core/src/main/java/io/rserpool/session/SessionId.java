package io.rserpool.session;

import java.util.HexFormat;

/**
 * Names a session, the same on every connection of it: chosen at random by the pool user
 * [T-18].
 *
 * @param value 64 bits; 0 = unknown
 */
public record SessionId(long value) {

	/** A session whose other side does not understand session headers. */
	public static final SessionId NONE = new SessionId(0);

	public boolean isNone() {
		return this.value == 0;
	}

	@Override
	public String toString() {
		return HexFormat.of().toHexDigits(this.value);
	}

}
