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
	 * Opens the ports and serves. Does nothing when started.
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

	Timing timing();

	EventStream events();

	/** The numbers of this moment. */
	CompletableFuture<EnrpSnapshot> snapshot();

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
