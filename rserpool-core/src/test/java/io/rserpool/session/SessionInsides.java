package io.rserpool.session;

/**
 * Sizes of what session machines keep, for tests in other packages.
 */
public final class SessionInsides {

	private SessionInsides() {
	}

	/** The connections that a pool user's machine knows. */
	public static int connections(UserSessions sessions) {
		return sessions.connections();
	}

	/** The windows against duplicates that an element's machine keeps. */
	public static int windows(ElementSessions sessions) {
		return sessions.windows();
	}

}
