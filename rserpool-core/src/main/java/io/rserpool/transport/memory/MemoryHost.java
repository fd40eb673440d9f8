package io.rserpool.transport.memory;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

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
import io.rserpool.wire.IpAddress;

/**
 * One host of a {@link MemoryNetwork}: what its processes see of the network. Loopback
 * addresses mean the host itself. Accept limits are not looked at.
 */
public final class MemoryHost implements Network {

	private static final int FIRST_EPHEMERAL_PORT = 49152;

	private final MemoryNetwork network;

	private final IpAddress address;

	// By port; user threads look and add, too.
	private final Map<Integer, MemoryListener> listeners = new ConcurrentHashMap<>();

	private HostProcess process = new HostProcess();

	private int lastPort = FIRST_EPHEMERAL_PORT - 1;

	private boolean refusing;

	private boolean isolated;

	MemoryHost(MemoryNetwork network, IpAddress address) {
		this.network = network;
		this.address = address;
	}

	public IpAddress address() {
		return this.address;
	}

	/** The host's address with a port. */
	public InetSocketAddress at(int port) {
		return new InetSocketAddress(this.address.toInetAddress(), port);
	}

	@Override
	public Loop newLoop() {
		return new HostLoop(this.network.loop(), this.process);
	}

	@Override
	public List<InetAddress> localAddresses() {
		return List.of(this.address.toInetAddress());
	}

	@Override
	public CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits, Loop loop, ConnectionAcceptor acceptor) {
		return listen(new Entrance(protocol, options, acceptor), null, address, loop);
	}

	@Override
	public CompletableFuture<Listener> listen(SharedPort port, InetSocketAddress address, AcceptLimits limits,
			Loop loop) {
		return listen(port.plain(), port, address, loop);
	}

	private CompletableFuture<Listener> listen(Entrance entrance, @Nullable SharedPort shared,
			InetSocketAddress address, Loop loop) {
		InetAddress local = address.getAddress();
		if (!local.isAnyLocalAddress() && !local.isLoopbackAddress() && !IpAddress.of(local).equals(this.address)) {
			return CompletableFuture.failedFuture(new BindException("Cannot assign requested address"));
		}
		synchronized (this.listeners) {
			int port = (address.getPort() != 0) ? address.getPort() : nextPort();
			if (this.listeners.containsKey(port)) {
				return CompletableFuture.failedFuture(new BindException("Address already in use"));
			}
			MemoryListener listener = new MemoryListener(this, new InetSocketAddress(local, port), entrance, shared,
					((HostLoop) loop).process());
			this.listeners.put(port, listener);
			loop.execute(() -> entrance.acceptor().listening(listener.boundAddress()));
			return CompletableFuture.completedFuture(listener);
		}
	}

	int nextPort() {
		synchronized (this.listeners) {
			do {
				this.lastPort = (this.lastPort < 65535) ? this.lastPort + 1 : FIRST_EPHEMERAL_PORT;
			}
			while (this.listeners.containsKey(this.lastPort));
			return this.lastPort;
		}
	}

	void remove(MemoryListener listener) {
		this.listeners.remove(listener.boundAddress().getPort(), listener);
	}

	@Nullable MemoryListener listener(int port, boolean loopback) {
		MemoryListener listener = this.listeners.get(port);
		return (listener != null && !this.refusing && listener.hears(loopback)) ? listener : null;
	}

	@Override
	public Connection dial(Protocol protocol, Endpoint to, ConnectionOptions options, Loop loop,
			ConnectionHandler handler) {
		return this.network.dial(this, protocol, to, options, ((HostLoop) loop).process(), handler);
	}

	@Override
	public CompletableFuture<MulticastMember> join(Protocol protocol, InetSocketAddress group, Loop loop,
			MulticastHandler handler) {
		return CompletableFuture
			.completedFuture(this.network.join(this, protocol, group, ((HostLoop) loop).process(), handler));
	}

	/** Whether dials to this host are refused though somebody listens. */
	public void refuseDials(boolean refuse) {
		this.refusing = refuse;
	}

	/**
	 * Ends everything that runs here, as SIGKILL does: its connections are lost, its
	 * ports refuse. A later {@link #newLoop()} starts anew.
	 */
	public void kill() {
		this.process.kill();
		this.listeners.clear();
		HostProcess killed = this.process;
		this.process = new HostProcess();
		this.network.killed(killed);
	}

	/**
	 * Halts everything that runs here, as SIGSTOP does: connections stay and open, and
	 * nothing is answered.
	 */
	public void freeze() {
		this.process.freeze();
	}

	/** Ends {@link #freeze()}: what came meanwhile is worked off. */
	public void thaw() {
		HostProcess thawed = this.process;
		this.network.loop().execute(thawed::thaw);
	}

	/**
	 * Pulls the plug: nothing leaves or enters, nobody is told. As a power failure looks
	 * from outside.
	 */
	public void isolate() {
		this.isolated = true;
		this.network.blocked();
	}

	/** Ends {@link #isolate()}: what was on the way arrives. */
	public void rejoin() {
		this.isolated = false;
		this.network.unblocked();
	}

	boolean isIsolated() {
		return this.isolated;
	}

	@Override
	public String toString() {
		return this.address.toString();
	}

}
