package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * An ENRP server in this process (RFC 5353; towards elements and users RFC 5352). Safe
 * for use by many threads. Made by {@link EnrpServerBuilder}.
 */
public interface EnrpServer extends AutoCloseable {

	static EnrpServerBuilder builder() {
		return new EnrpServerBuilder();
	}

	/**
	 * Opens the ports and joins the other servers; serves as soon as that is done, at
	 * once without others: see {@link EnrpSnapshot#phase()}. Elements and users that come
	 * earlier are turned away. Does nothing when started.
	 * @throws RserpoolStartException if a port cannot be opened: says which and why
	 */
	void start();

	/**
	 * Stops serving and closes all connections. Does nothing when closed.
	 */
	@Override
	void close();

	boolean isRunning();

	/** The server's id; new at each start unless it was fixed. */
	ServerId id();

	/** The bound ASAP address, with the real port. */
	InetSocketAddress asapAddress();

	/** The bound ENRP address, with the real port; null if no others are let in. */
	@Nullable InetSocketAddress enrpAddress();

	Timing timing();

	EventStream events();

	/** The numbers of this moment. */
	CompletableFuture<EnrpSnapshot> snapshot();

	/**
	 * Compares a peer's elements with the peer at once (RFC 5353 section 3.6). The result
	 * shows in {@link EnrpSnapshot#peers()} and in the events.
	 * @return false if there is no such peer, or no connection to it
	 */
	CompletableFuture<Boolean> auditNow(ServerId peer);

	/**
	 * A page of pools in handle order.
	 * @param after the last handle of the page before, or null
	 * @param limit at most so many pools, 1 to 1000
	 * @param elementsPerPool at most so many elements of each, 0 to 1000
	 */
	CompletableFuture<List<PoolSnapshot>> pools(@Nullable PoolHandle after, int limit, int elementsPerPool);

	/**
	 * One pool with a page of its elements in id order.
	 * @param after the last id of the page before, or null
	 * @param limit at most so many elements, 0 to 1000
	 */
	CompletableFuture<Optional<PoolSnapshot>> pool(PoolHandle handle, @Nullable PoolElementId after, int limit);

}
