package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.rserpool.wire.PoolElementId;

/**
 * What an application is told of a failover.
 */
public interface FailoverContext {

	PoolSession session();

	/** The element that is lost. */
	Optional<PoolElementId> from();

	/** The new element, once there is one. */
	Optional<PoolElementId> to();

	/** Where the new element is, once there is one. */
	Optional<InetSocketAddress> address();

	/** Why the old one is lost, in words. */
	String reason();

	/** The last cookie of the old element, as it is on the wire. */
	Optional<byte[]> cookie();

	/** The messages that were sent, not acknowledged, and are going to be sent again. */
	List<byte[]> unacknowledged();

	/**
	 * Sends to the new element before everything that was retrieved, and to this element
	 * only. For a {@link FailoverHandler}, until it returns.
	 * @return as {@link PoolSession#send(byte[])}
	 */
	CompletableFuture<Void> send(byte[] message);

}
