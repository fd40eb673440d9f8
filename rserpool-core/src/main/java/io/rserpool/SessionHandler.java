package io.rserpool;

import org.jspecify.annotations.Nullable;

/**
 * An application at a pool element that serves sessions. For each session one call at a
 * time, in order, on the server's executor; it may block. Different sessions are served
 * side by side.
 */
@FunctionalInterface
public interface SessionHandler {

	/** A pool user has a session with this element. No state yet. */
	default void opened(ServedSession session) throws Exception {
	}

	/**
	 * The session was with another element before, or with this one, and brings the state
	 * that was left with it: called before the first message.
	 * @param cookie as given to {@link ServedSession#cookie}; a cookie whose signature is
	 * wrong never comes here
	 */
	default void resumed(ServedSession session, byte[] cookie) throws Exception {
	}

	/**
	 * Takes a message. When this returns it is acknowledged (a request: when it is
	 * answered), unless the server acknowledges by hand.
	 * @throws Exception then a request is refused with its message; any other message
	 * stays unacknowledged, and the session goes to another element
	 */
	void received(ServedSession session, ReceivedMessage message) throws Exception;

	/**
	 * The session is over here; it may go on at another element.
	 * @param failure why, or null after an orderly end
	 */
	default void closed(ServedSession session, @Nullable String failure) throws Exception {
	}

}
