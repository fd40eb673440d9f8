package io.rserpool.session;

import io.rserpool.wire.PoolHandle;

/**
 * How a pool element serves sessions.
 *
 * @param handle the pool
 * @param session timers, limits and words of its connections
 * @param deduplicates whether messages that come again are recognised [T-18]
 * @param keepMillis how long ended sessions are remembered for that
 * @param cookies what is done to cookies
 * @param cards whom users are to turn to
 */
public record ElementConfig(PoolHandle handle, SessionConfig session, boolean deduplicates, long keepMillis,
		Cookies cookies, Cards cards) {

	/** Ten minutes. */
	public static final long DEFAULT_KEEP_MILLIS = 600_000;

	/** Plain cookies, no cards, duplicates recognised. */
	public static ElementConfig of(PoolHandle handle, SessionConfig session) {
		return new ElementConfig(handle, session, true, DEFAULT_KEEP_MILLIS, Cookies.PLAIN, Cards.NONE);
	}

	public ElementConfig withDeduplicates(boolean deduplicates) {
		return new ElementConfig(this.handle, this.session, deduplicates, this.keepMillis, this.cookies, this.cards);
	}

	public ElementConfig withCookies(Cookies cookies) {
		return new ElementConfig(this.handle, this.session, this.deduplicates, this.keepMillis, cookies, this.cards);
	}

	public ElementConfig withCards(Cards cards) {
		return new ElementConfig(this.handle, this.session, this.deduplicates, this.keepMillis, this.cookies, cards);
	}

}
