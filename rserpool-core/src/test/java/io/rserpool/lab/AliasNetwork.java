package io.rserpool.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.Connection;
import io.rserpool.transport.ConnectionAcceptor;
import io.rserpool.transport.ConnectionHandler;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Listener;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MulticastHandler;
import io.rserpool.transport.MulticastMember;
import io.rserpool.transport.Network;
import io.rserpool.transport.SharedPort;
import io.rserpool.transport.TcpNetwork;
import io.rserpool.wire.WireMessage;

/**
 * TCP of a process on a host of a {@link LoopbackNet}: it dials relays in place of hosts,
 * and connections and ports have the host's address.
 */
final class AliasNetwork implements Network {

	private final TcpNetwork tcp = new TcpNetwork();

	private final int host;

	private final int asapPort;

	/**
	 * Makes the network of a host.
	 * @param asapPort where any free port is wanted, as only this one has relays
	 */
	AliasNetwork(int host, int asapPort) {
		this.host = host;
		this.asapPort = asapPort;
	}

	/** Where to dial what has the given address. */
	InetSocketAddress way(InetSocketAddress to) {
		int target = LoopbackNet.hostOf(to.getAddress());
		return (target == 0 || target == this.host) ? to
				: new InetSocketAddress(LoopbackNet.relayAddress(this.host, target), to.getPort());
	}

	private InetAddress address() {
		return LoopbackNet.relayAddress(0, this.host);
	}

	@Override
	public Loop newLoop() {
		return this.tcp.newLoop();
	}

	@Override
	public List<InetAddress> localAddresses() {
		return List.of(address());
	}

	@Override
	public CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits, Loop loop, ConnectionAcceptor acceptor) {
		return this.tcp.listen(protocol, where(address), options, limits, loop, acceptor);
	}

	@Override
	public CompletableFuture<Listener> listen(SharedPort port, InetSocketAddress address, AcceptLimits limits,
			Loop loop) {
		return this.tcp.listen(port, where(address), limits, loop);
	}

	private InetSocketAddress where(InetSocketAddress address) {
		return new InetSocketAddress(address(), (address.getPort() != 0) ? address.getPort() : this.asapPort);
	}

	@Override
	public Connection dial(Protocol protocol, Endpoint to, ConnectionOptions options, Loop loop,
			ConnectionHandler handler) {
		Connection relayed = this.tcp.dial(protocol, Endpoint.of(way(to.toSocketAddress())), options, loop, handler);
		return new AliasConnection(relayed, address(), to);
	}

	@Override
	public CompletableFuture<MulticastMember> join(Protocol protocol, InetSocketAddress group, Loop loop,
			MulticastHandler handler) {
		return CompletableFuture.failedFuture(new UnsupportedOperationException("Relays carry no multicast"));
	}

	/**
	 * A dialled connection as it would be without relay.
	 */
	private record AliasConnection(Connection relayed, InetAddress address, Endpoint remote) implements Connection {

		@Override
		public Endpoint local() {
			return Endpoint.of(new InetSocketAddress(this.address, this.relayed.local().port()));
		}

		@Override
		public void send(WireMessage message) {
			this.relayed.send(message);
		}

		@Override
		public void flush() {
			this.relayed.flush();
		}

		@Override
		public void close() {
			this.relayed.close();
		}

		@Override
		public void reset() {
			this.relayed.reset();
		}

	}

}
