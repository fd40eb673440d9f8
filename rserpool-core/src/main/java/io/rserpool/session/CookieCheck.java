package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.Octets;

/**
 * What an echoed cookie turned out to be.
 *
 * @param state the application's
 * @param session whose it is, or {@link SessionId#NONE} if it does not say
 * @param refusal why it is not to be used, or null
 */
public record CookieCheck(Octets state, SessionId session, @Nullable String refusal) {

	/** A cookie that is not to be used. */
	public static CookieCheck refused(String why) {
		return new CookieCheck(Octets.EMPTY, SessionId.NONE, why);
	}

}
