package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Finds pool elements by pool handle: name service mode (RFC 5352 section 3.3, 6). There
 * is no automatic failover here: when a request to an element fails, the application sees
 * it, calls {@link Selection#failedGiveNext()} and sends again. Safe for use by many
 * threads. Made by {@link PoolUserBuilder}.
 */
public interface PoolUser extends AutoCloseable {

	static PoolUserBuilder builder() {
		return new PoolUserBuilder();
	}

	/** Opens the way to the ENRP servers. Does not wait for one. */
	void start();

	/** The home server, if there is one now. */
	Optional<ServerId> home();

	/**
	 * Chooses an element by the pool's policy. From the cache without blocking or
	 * allocating; else asks the ENRP server and waits.
	 * @throws UnknownPoolException if the server knows no such pool
	 * @throws NoServerReachableException if no ENRP server answered: says which were
	 * tried, for how long
	 */
	Selection select(PoolHandle handle);

	/** As {@link #select(PoolHandle)}, without waiting. */
	CompletableFuture<Selection> selectAsync(PoolHandle handle);

	/**
	 * Translates a handle to all its elements that this user can use, in the order of the
	 * policy, from the cache or the server (RFC 5352 section 6.9.1, translation).
	 * Elements of which a transport failed come last. Each shows all its transports.
	 */
	CompletableFuture<List<Selection>> resolve(PoolHandle handle);

	/**
	 * Asks the ENRP server, whatever the cache holds, and fills the cache.
	 */
	CompletableFuture<List<Selection>> populate(PoolHandle handle);

	/**
	 * Opens a session with a pool: failover mode. It looks for an element at once; what
	 * is sent meanwhile waits.
	 * @throws IllegalStateException if the user is not started
	 */
	default PoolSession openSession(PoolHandle handle) {
		return openSession(handle, SessionOptions.DEFAULT);
	}

	/** As {@link #openSession(PoolHandle)} with other services. */
	PoolSession openSession(PoolHandle handle, SessionOptions options);

	/**
	 * Opens a session with whoever is at an address: no pool, no failover (RFC 5352
	 * 6.5.1, destination by transport address). It ends when its connection does.
	 * @throws IllegalStateException if the user is not started
	 */
	PoolSession openSession(InetSocketAddress address, SessionOptions options);

	/** The sessions that are open now. */
	CompletableFuture<List<UserSessionSnapshot>> sessions();

	/**
	 * Opens a UDP port to send to transport addresses: no session, no failover (RFC 5352
	 * 6.5.1).
	 * @param local where answers are taken; port 0 = any free one
	 * @throws RserpoolException if the port cannot be opened
	 * @throws UnsupportedOperationException if this user cannot send datagrams
	 */
	default DatagramSender openDatagrams(InetSocketAddress local, DatagramHandler handler) {
		throw new UnsupportedOperationException("This pool user sends no datagrams");
	}

	/**
	 * Makes a sender of single messages, each to an element of its own choice (RFC 5352
	 * 6.5).
	 * @param options of its sessions; a full queue rejects, and no element is given
	 * @throws IllegalStateException if the user is not started
	 * @throws UnsupportedOperationException if this user has no sessions
	 */
	default DataSender openDataSender(SessionOptions options) {
		throw new UnsupportedOperationException("This pool user sends no messages");
	}

	/** Drops the pool from the cache. */
	void purge(PoolHandle handle);

	@Override
	void close();

}
