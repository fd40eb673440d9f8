package io.rserpool.sim;

import java.util.HashMap;
import java.util.Map;

import io.rserpool.machine.Protocol;
import io.rserpool.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A host: an address, and who listens on its ports.
 */
final class Host {

	private static final int FIRST_EPHEMERAL_PORT = 49152;

	final String name;

	final IpAddress address;

	/** In the order of making: the key of the network's tables. */
	final int index;

	private final Map<Integer, Listener> listeners = new HashMap<>();

	private int lastPort = FIRST_EPHEMERAL_PORT - 1;

	Host(String name, IpAddress address, int index) {
		this.name = name;
		this.address = address;
		this.index = index;
	}

	void listen(int port, Protocol protocol, Process<?> process) {
		Listener former = this.listeners.put(port, new Listener(protocol, process));
		if (former != null) {
			throw new IllegalStateException("Port " + port + " of " + this.name + " is in use");
		}
	}

	@Nullable Listener listener(int port) {
		return this.listeners.get(port);
	}

	/** The process is gone, and its ports with it. */
	void close(Process<?> process) {
		this.listeners.values().removeIf((listener) -> listener.process() == process);
	}

	int ephemeralPort() {
		this.lastPort = (this.lastPort < 65535) ? this.lastPort + 1 : FIRST_EPHEMERAL_PORT;
		return this.lastPort;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * An open port.
	 */
	record Listener(Protocol protocol, Process<?> process) {
	}

}
