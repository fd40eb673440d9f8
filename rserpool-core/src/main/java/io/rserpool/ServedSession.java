package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.SessionId;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;

/**
 * A session as the pool element sees it. Safe for use by many threads.
 */
public interface ServedSession {

	/** The session's name, once a message or a cookie told it. */
	Optional<SessionId> id();

	/** The pool that is served. */
	PoolHandle handle();

	/** The pool user. */
	InetSocketAddress remoteAddress();

	/** Whether its connection is there. */
	boolean isOpen();

	/** The handler's own state of this session, null at first. */
	@Nullable Object state();

	/** Keeps a state of this session for the handler, for as long as it is here. */
	void state(@Nullable Object state);

	/**
	 * Leaves state with the user, in place of what was left before: the next element gets
	 * it before any message (RFC 5352 3.8). Signed if the server has keys.
	 * @param state as much as fits in the server's largest cookie, 4096 octets if nothing
	 * else was said, with 76 for the signature; empty = nothing is left
	 * @return whether it is on its way; false if the session is over
	 * @throws IllegalArgumentException if it is too long
	 */
	CompletableFuture<Boolean> cookie(byte[] state);

	/**
	 * Tells the user whom to turn to when this element is lost (RFC 5352 3.9), in place
	 * of what was told before.
	 * @param elements of this pool in the order of preference, at least one
	 * @return whether it is on its way
	 */
	CompletableFuture<Boolean> businessCard(List<PoolElementParameter> elements);

	/** The user's own card: the elements of its pool, if it is an element itself. */
	List<PoolElementId> userCard();

	/** The pool of that card: the user's own. */
	default Optional<PoolHandle> userPool() {
		return Optional.empty();
	}

	/**
	 * The user as a pool element, with {@link #userPool()} a PE handle (RFC 5352 6.6).
	 * Empty if the user gave no card, if the cache does not hold its pool (yet), or if
	 * not exactly one of the pool's elements has the user's address. Addresses prove
	 * nothing.
	 */
	default Optional<PoolElementId> sender() {
		return Optional.empty();
	}

	/**
	 * Sends a message to the user.
	 * @return done when its application has it; fails with {@link MessageLostException}
	 * when the session leaves before: there is nobody else to send it to
	 */
	CompletableFuture<Void> send(byte[] message);

	/** As {@link #send(byte[])} with a stream, a PPID or a lifetime. */
	CompletableFuture<Void> send(byte[] message, SendOptions options);

	/** Ends the session here; the user takes it to another element. */
	void close();

}
