package io.rserpool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.rserpool.session.SessionId;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * A conversation with a pool (RFC 5352 section 6): failover mode. When the element behind
 * it is lost, the session goes to another one with the state that the element left (its
 * cookie) and with every message that no application acknowledged. Delivery is <em>at
 * least once, never exactly once</em>: a message that is sent again is marked so.
 * Messages sent with {@link SendOptions#atMostOnce()} are given back instead.
 * <p>
 * Safe for use by many threads. Made by {@link PoolUser#openSession(PoolHandle)}.
 */
public interface PoolSession extends AutoCloseable {

	/** The session's name, the same towards every element. */
	SessionId id();

	PoolHandle handle();

	UserSessionState state();

	/** The element that the session is with now: with the handle, a PE handle. */
	Optional<PoolElementId> element();

	/**
	 * Sends a message with the session's defaults.
	 * @see #send(byte[], SendOptions)
	 */
	CompletableFuture<Void> send(byte[] message);

	/**
	 * Sends a message; while there is no element it waits in the session.
	 * @param message not copied: not to be changed any more
	 * @return done when the application at the element has the message; fails with
	 * {@link MessageLostException} if it is given back, {@link SessionQueueFullException}
	 * if too many wait
	 */
	CompletableFuture<Void> send(byte[] message, SendOptions options);

	/**
	 * Sends a message that is to be answered, with the session's defaults.
	 * @see #request(byte[], SendOptions)
	 */
	CompletableFuture<byte[]> request(byte[] message);

	/**
	 * Sends a message that is to be answered. A request whose element is lost is sent
	 * again to another one; the future is done once, whatever comes twice.
	 * @return the answer; fails as {@link #send} does, or with
	 * {@link RequestFailedException} if the element could not answer
	 */
	CompletableFuture<byte[]> request(byte[] message, SendOptions options);

	/**
	 * Sends a request and waits for the answer; not to be called on an I/O thread. A
	 * virtual thread is fine.
	 * @throws RserpoolException as {@link #request} fails
	 */
	byte[] call(byte[] message);

	/**
	 * Lets a session go on whose element is lost, in failover mode {@code manual}. Does
	 * nothing in any other state.
	 */
	void failover();

	/**
	 * Leaves the present element for another one, without calling it unreachable.
	 * @param why for events and log
	 */
	void forceFailover(String why);

	/**
	 * Says that the present element failed (Transport.Failure, RFC 5352 6.9.2): reports
	 * it to the ENRP server and goes to another one.
	 * @param why for events and log
	 */
	void elementFailed(String why);

	/**
	 * Takes the business card of another session of the same pool user, now and whenever
	 * it changes: when both lose their element they meet again at the same one.
	 */
	void coupleWith(PoolSession other);

	/** Changes the session's timers, those under way included. */
	void tune(SessionTimers timers);

	/** What the session is doing at this moment. */
	CompletableFuture<UserSessionSnapshot> snapshot();

	/**
	 * Ends when everything that was sent is acknowledged, or after ten seconds.
	 * @return done when the session is over
	 */
	CompletableFuture<Void> closeAsync();

	/** Closes, and waits for at most the given time; what is left then is given back. */
	void close(Duration within);

	/** Closes within ten seconds. */
	@Override
	void close();

}
