package io.rserpool.session;

import io.rserpool.wire.Octets;

/**
 * What an element does to the state that it leaves with its users.
 */
public interface Cookies {

	/** The largest cookie that is taken or made, with its signature. */
	int MAX_OCTETS = 60_000;

	/** Nothing: whoever comes with a cookie is believed. */
	Cookies PLAIN = new Cookies() {

		@Override
		public Octets seal(Octets state, SessionId session) {
			return state;
		}

		@Override
		public int overhead() {
			return 0;
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

	/** Octets that are added to the state. */
	int overhead();

	/** Looks into an echoed cookie. */
	CookieCheck check(Octets cookie);

}
