package io.rserpool.machine;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.WireMessage;

/**
 * What a state machine may do to the world. Called only from within an input call, in
 * order, on the machine's thread; never calls back into the machine.
 *
 * @param <T> the machine's timer keys: value types
 */
public interface Effects<T> {

	/**
	 * Queues a message. Nothing happens if the connection is gone; a full queue closes
	 * the connection, which the machine learns by {@link Machine#connectionLost}.
	 */
	void send(ConnectionId to, WireMessage message);

	/**
	 * Starts to open a connection. Later exactly one of {@link Machine#connectionUp} and
	 * {@link Machine#dialFailed} follows with the returned id, unless it is closed
	 * before.
	 */
	ConnectionId dial(Protocol protocol, Endpoint to);

	/**
	 * Closes a connection or gives up a dial. No input follows for it.
	 * @param why for the log, in words
	 */
	void close(ConnectionId connection, String why);

	/**
	 * Breaks a connection off: what is queued may be lost, and the other side sees a
	 * reset. No input follows for it.
	 * @param why for the log, in words
	 */
	default void reset(ConnectionId connection, String why) {
		close(connection, why);
	}

	/**
	 * Sets a timer; an earlier one with an equal key is replaced.
	 * @param delayMillis 0 or more
	 */
	void setTimer(T key, long delayMillis);

	void cancelTimer(T key);

	/**
	 * Sends a message to the multicast group of its protocol; nothing happens without
	 * one.
	 */
	void multicast(WireMessage message);

	/**
	 * Tells what happened.
	 * @param cause the id of the event that led to it, or 0
	 * @return the id of this event, greater than 0
	 */
	long publish(RserpoolEvent event, long cause);

	default long publish(RserpoolEvent event) {
		return publish(event, 0);
	}

}
