package io.rserpool.machine;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * A state machine of the protocol: a plain object confined to one thread. Every input
 * carries the time ({@code now}: milliseconds on a clock that never goes back, from any
 * origin) and has its effects through {@link Effects} before it returns. Inputs for
 * unknown connections or timers are harmless.
 *
 * @param <T> the machine's timer keys
 */
public interface Machine<T> {

	/**
	 * A connection was accepted, or one that the machine dialled is open.
	 * @param dialled whether this side opened it
	 */
	void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote, boolean dialled,
			long now);

	void dialFailed(ConnectionId connection, DialFailure failure, long now);

	void received(ConnectionId from, WireMessage message, long now);

	/**
	 * A message was damaged, wholly or in part. A usable rest arrives by
	 * {@link #received} right after.
	 * @param reply what the codec suggests to answer, or null
	 */
	void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now);

	/**
	 * A message came by multicast.
	 */
	void multicastReceived(Endpoint source, WireMessage message, long now);

	/**
	 * A connection ended by the other side or by an error.
	 * @param why in words
	 */
	void connectionLost(ConnectionId connection, String why, long now);

	/**
	 * A connection was closed by this side's transport because of what the other side
	 * does or does not do: silence, half a message, not reading.
	 * @param why in words
	 */
	default void connectionDropped(ConnectionId connection, String why, long now) {
		connectionLost(connection, why, now);
	}

	/**
	 * A connection was not let in, or had to make room for another one.
	 */
	default void connectionRefused(Endpoint remote, long now) {
	}

	/**
	 * A timer fired. One that fires late, twice or after its cancellation is harmless.
	 */
	void timerExpired(T key, long now);

}
