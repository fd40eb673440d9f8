package io.rserpool.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;

/**
 * The seam between the drivers of state machines and what carries messages: TCP, or
 * memory in tests. Safe for use by many threads.
 */
public interface Network {

	/** A loop of this network for one more state machine. */
	Loop newLoop();

	/**
	 * The addresses of this host that others can reach; loopback if there is no other.
	 */
	List<InetAddress> localAddresses();

	/**
	 * Opens a port.
	 * @param address where; port 0 = any free one
	 * @param loop the loop of all its connections, made by {@link #newLoop()}
	 * @return fails with an {@link java.io.IOException} if the port cannot be opened
	 */
	CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits, Loop loop, ConnectionAcceptor acceptor);

	/**
	 * Opens a port that two protocols share.
	 * @param address where; port 0 = any free one
	 * @param loop the loop of all its connections and of both acceptors
	 * @return fails with an {@link java.io.IOException} if the port cannot be opened
	 */
	CompletableFuture<Listener> listen(SharedPort port, InetSocketAddress address, AcceptLimits limits, Loop loop);

	/**
	 * Starts to open a connection. To be called on the loop.
	 * @return to be used after {@link ConnectionHandler#opened()}, or closed before to
	 * give up
	 */
	Connection dial(Protocol protocol, Endpoint to, ConnectionOptions options, Loop loop, ConnectionHandler handler);

	/**
	 * Enters a multicast group.
	 * @param group address and port
	 * @param handler hears of others' messages and of this member's own
	 * @return fails with an {@link java.io.IOException} if it cannot be entered
	 */
	CompletableFuture<MulticastMember> join(Protocol protocol, InetSocketAddress group, Loop loop,
			MulticastHandler handler);

	/**
	 * Opens a UDP port.
	 * @param address where; port 0 = any free one
	 * @return fails with an {@link IOException} if it cannot be opened, or if this
	 * network has no UDP
	 */
	default CompletableFuture<DatagramPort> openDatagrams(InetSocketAddress address, Loop loop,
			DatagramReceiver receiver) {
		return CompletableFuture.failedFuture(new IOException("This network has no UDP"));
	}

}
