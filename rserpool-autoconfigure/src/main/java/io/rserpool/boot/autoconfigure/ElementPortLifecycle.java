package io.rserpool.boot.autoconfigure;

import java.util.List;

import org.springframework.context.SmartLifecycle;

/**
 * Opens the ports of TCP and session elements before they register, and drains them after
 * they left their pools.
 */
final class ElementPortLifecycle implements SmartLifecycle {

	private final List<ElementPort> ports;

	private volatile boolean running;

	ElementPortLifecycle(List<ElementPort> ports) {
		this.ports = List.copyOf(ports);
	}

	@Override
	public void start() {
		try {
			this.ports.forEach(ElementPort::start);
			this.running = true;
		}
		catch (RuntimeException ex) {
			this.ports.forEach(ElementPort::stop);
			throw ex;
		}
	}

	@Override
	public void stop() {
		this.running = false;
		// Each waits for its own connections: all at once.
		this.ports.parallelStream().forEach(ElementPort::stop);
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
