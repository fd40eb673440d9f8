package io.rserpool;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.UserSessionState;

/**
 * Hears of one session of a pool user, one call at a time, in order, on the session's
 * executor; it may block and call the session.
 */
public interface SessionListener {

	/**
	 * Data.Received: a message that is no answer to a request. It is acknowledged when
	 * this returns, unless the session acknowledges by hand.
	 * @throws Exception then it stays unacknowledged, and the reason is logged
	 */
	default void received(PoolSession session, ReceivedMessage message) throws Exception {
	}

	/** The session is in another state. */
	default void stateChanged(PoolSession session, UserSessionState state) {
	}

	/**
	 * The element is lost, in failover mode {@code manual}: see
	 * {@link PoolSession#failover()}.
	 */
	default void failoverNeeded(PoolSession session, FailoverContext failover) {
	}

	/** The session goes on with another element. */
	default void failedOver(PoolSession session, FailoverContext failover) {
	}

	/**
	 * The session is over.
	 * @param failure why, if it was not closed by this side
	 */
	default void ended(PoolSession session, @Nullable String failure) {
	}

}
