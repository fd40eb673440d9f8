package io.rserpool.session;

import io.rserpool.machine.ConnectionId;

/**
 * The timers of sessions. Those that fire late, twice or after their end do nothing.
 */
public sealed interface SessionTimer {

	/** A timer of one connection. */
	record Link(ConnectionId connection, LinkTimer timer) implements SessionTimer {
	}

	/** A timer of one session of a pool user. */
	record Session(SessionId session, Kind kind) implements SessionTimer {
	}

	/** The time for forgetting what elements know of ended sessions. */
	record Forget() implements SessionTimer {
	}

	/**
	 * What a session waits for.
	 */
	enum Kind {

		/** A connection to an element. */
		CONNECT,

		/** The next search for an element. */
		RETRY,

		/** The end of the search. */
		GIVE_UP,

		/** The end of a closing session's wait for acknowledgements. */
		CLOSE

	}

}
