package io.rserpool.boot.autoconfigure;

import java.util.List;

import org.springframework.context.SmartLifecycle;

/**
 * Opens the ports of TCP elements before they register, and drains them after they left
 * their pools.
 */
final class TcpElementServerLifecycle implements SmartLifecycle {

	private final List<TcpElementServer> servers;

	private volatile boolean running;

	TcpElementServerLifecycle(List<TcpElementServer> servers) {
		this.servers = List.copyOf(servers);
	}

	@Override
	public void start() {
		try {
			this.servers.forEach(TcpElementServer::start);
			this.running = true;
		}
		catch (RuntimeException ex) {
			this.servers.forEach(TcpElementServer::stop);
			throw ex;
		}
	}

	@Override
	public void stop() {
		this.running = false;
		// Each waits for its own connections: all at once.
		this.servers.parallelStream().forEach(TcpElementServer::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return RserpoolPhases.HANDLERS;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
