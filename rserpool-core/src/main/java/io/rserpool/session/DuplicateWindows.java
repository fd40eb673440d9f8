package io.rserpool.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The windows of all sessions of one element, each kept for a time after its last
 * connection.
 */
final class DuplicateWindows {

	/** Windows of sessions without a connection that are kept at most. */
	private static final int MOST = 100_000;

	/** In the order of their last use. */
	private final Map<SessionId, DuplicateWindow> windows = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Enters the window of a session, and ends the connection that the session had here
	 * before, if it is not known yet to be lost.
	 */
	DuplicateWindow enter(SessionId session, ElementSession user, long now) {
		DuplicateWindow window = this.windows.computeIfAbsent(session, (key) -> new DuplicateWindow());
		ElementSession former = window.enter(user);
		if (former != null) {
			former.supersede(now);
		}
		return window;
	}

	/** Forgets what is old. */
	void forget(long now, long keepMillis) {
		int surplus = this.windows.size() - MOST;
		Iterator<DuplicateWindow> oldestFirst = this.windows.values().iterator();
		while (oldestFirst.hasNext()) {
			DuplicateWindow window = oldestFirst.next();
			if (window.isOutdated(now, keepMillis) || surplus > 0 && window.isOutdated(now, 0)) {
				oldestFirst.remove();
				surplus--;
			}
		}
	}

	int size() {
		return this.windows.size();
	}

}
