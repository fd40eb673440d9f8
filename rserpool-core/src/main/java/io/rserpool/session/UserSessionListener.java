package io.rserpool.session;

import org.jspecify.annotations.Nullable;

/**
 * Hears of one session, on the machine's thread. Must not call the machine.
 */
public interface UserSessionListener {

	/** The session has its name: the first call. */
	void named(SessionId id);

	/**
	 * The session is in another state.
	 * @param target whom it is with, or null
	 */
	void stateChanged(UserSessionState state, @Nullable Target target);

	/**
	 * A message for the application, which says by
	 * {@link UserSessions#finished(SessionId, InMessage, Target, long)} when it has it.
	 */
	void received(InMessage message, Target from);

	/**
	 * The element is lost in mode {@link FailoverMode#MANUAL}: nothing happens until
	 * {@link UserSessions#failover}.
	 */
	void failoverNeeded(FailoverFacts facts);

	/**
	 * There is another element, in mode {@link FailoverMode#CALLBACK}: nothing is sent
	 * until {@link UserSessions#decided}, except by {@link UserSessions#sendBound}.
	 */
	void failoverBegun(FailoverFacts facts);

	/** There is another element, and what was retrieved is on its way. */
	void failoverDone(FailoverFacts facts, int resent, int lost);

	/**
	 * It is over.
	 * @param failure why, if the application did not close it
	 */
	void ended(@Nullable String failure);

}
