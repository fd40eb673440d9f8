package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.Connection;
import io.rserpool.transport.ConnectionAcceptor;
import io.rserpool.transport.ConnectionHandler;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Entrance;
import io.rserpool.transport.Listener;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MulticastHandler;
import io.rserpool.transport.MulticastMember;
import io.rserpool.transport.Network;
import io.rserpool.transport.SharedPort;
import io.rserpool.transport.TcpNetwork;

/**
 * TCP whose listeners wait for other sides only {@link #PATIENCE}, so that tests need not
 * wait for ten seconds.
 */
final class ImpatientNetwork implements Network, AutoCloseable {

	static final Duration PATIENCE = Duration.ofMillis(700);

	private final TcpNetwork tcp = new TcpNetwork();

	@Override
	public Loop newLoop() {
		return this.tcp.newLoop();
	}

	@Override
	public List<InetAddress> localAddresses() {
		return this.tcp.localAddresses();
	}

	@Override
	public CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits, Loop loop, ConnectionAcceptor acceptor) {
		return this.tcp.listen(protocol, address, impatient(options), limits, loop, acceptor);
	}

	@Override
	public CompletableFuture<Listener> listen(SharedPort port, InetSocketAddress address, AcceptLimits limits,
			Loop loop) {
		return this.tcp.listen(new SharedPort(impatient(port.plain()), impatient(port.mapping()), port.lenient()),
				address, limits, loop);
	}

	private static Entrance impatient(Entrance entrance) {
		return new Entrance(entrance.protocol(), impatient(entrance.options()), entrance.acceptor());
	}

	private static ConnectionOptions impatient(ConnectionOptions options) {
		return new ConnectionOptions(options.limits(), options.keepAlive(), options.connectTimeout(), PATIENCE,
				PATIENCE, options.maxQueuedOctets());
	}

	@Override
	public Connection dial(Protocol protocol, Endpoint to, ConnectionOptions options, Loop loop,
			ConnectionHandler handler) {
		return this.tcp.dial(protocol, to, options, loop, handler);
	}

	@Override
	public CompletableFuture<MulticastMember> join(Protocol protocol, InetSocketAddress group, Loop loop,
			MulticastHandler handler) {
		return this.tcp.join(protocol, group, loop, handler);
	}

	@Override
	public void close() {
		this.tcp.close();
	}

}
