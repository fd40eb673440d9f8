package io.rserpool;

import java.util.concurrent.CompletableFuture;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Sends messages each of which goes to an element of its own choice: the RFC's
 * data_send_request (RFC 5352 section 6.5). For conversations with one element take a
 * {@link PoolSession}.
 * <p>
 * Keeps a session with each element in use, which ends after a minute without a message;
 * what elements answer comes to the listener of the given session options. Messages to
 * one pool are chosen for in the order in which they were sent, also while the pool is
 * still being resolved; those to one element arrive in this order, except that those with
 * and without {@link DataSendOption#SEND_NO_FAILOVER} have connections of their own. Safe
 * for use by many threads. Made by {@link PoolUser#openDataSender(SessionOptions)}.
 */
public interface DataSender extends AutoCloseable {

	/** Most sessions at once; the one that is idle for longest makes room. */
	int MAX_SESSIONS = 256;

	/**
	 * Sends a message to an element of a pool, chosen by the pool's policy for each
	 * message.
	 * @param message not copied: not to be changed any more
	 * @return done when the elements are chosen; fails with {@link UnknownPoolException}
	 * or {@link NoServerReachableException} if none can be, and with
	 * {@link SessionQueueFullException} if too many messages wait for that or too many
	 * sessions are busy
	 * @throws IllegalArgumentException if the options contradict each other
	 */
	CompletableFuture<DataSent> send(PoolHandle handle, byte[] message, DataSendOption... options);

	/**
	 * Sends a message to a PE handle (RFC 5352 6.5.3).
	 * @param element the element; if it is lost, the options decide
	 * @see #send(PoolHandle, byte[], DataSendOption...)
	 */
	CompletableFuture<DataSent> send(PoolHandle handle, PoolElementId element, byte[] message,
			DataSendOption... options);

	/** How many sessions are kept now. */
	int sessions();

	/** Ends the sessions; waits for acknowledgements for up to ten seconds. */
	@Override
	void close();

}
