package io.rserpool.session;

import io.rserpool.wire.Octets;

/**
 * What an element does to the state that it leaves with its users.
 */
public interface Cookies {

	/** Nothing: whoever comes with a cookie is believed. */
	Cookies PLAIN = new Cookies() {

		@Override
		public Octets seal(Octets state, SessionId session) {
			return state;
		}

		@Override
		public int maxState() {
			return 60_000;
		}

		@Override
		public CookieCheck check(Octets cookie) {
			return new CookieCheck(cookie, SessionId.NONE, null);
		}

	};

	/**
	 * Makes a cookie.
	 * @param session whose it is, or {@link SessionId#NONE} while that is not known
	 */
	Octets seal(Octets state, SessionId session);

	/** Most octets of state. */
	int maxState();

	/** Looks into an echoed cookie. */
	CookieCheck check(Octets cookie);

}
