package io.rserpool.transport.memory;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

import io.rserpool.transport.Entrance;
import io.rserpool.transport.Listener;
import io.rserpool.transport.SharedPort;

/**
 * An open port of a host.
 */
final class MemoryListener implements Listener {

	private final MemoryHost host;

	private final InetSocketAddress boundAddress;

	private final Entrance entrance;

	private final @Nullable SharedPort port;

	private final HostProcess process;

	/**
	 * Opens a port.
	 * @param port what its connections may be, or null for those of the entrance only
	 */
	MemoryListener(MemoryHost host, InetSocketAddress boundAddress, Entrance entrance, @Nullable SharedPort port,
			HostProcess process) {
		this.host = host;
		this.boundAddress = boundAddress;
		this.entrance = entrance;
		this.port = port;
		this.process = process;
	}

	/** Whether a connection to the host's loopback or outer address gets here. */
	boolean hears(boolean loopback) {
		return this.boundAddress.getAddress().isAnyLocalAddress()
				|| this.boundAddress.getAddress().isLoopbackAddress() == loopback;
	}

	Entrance entrance() {
		return this.entrance;
	}

	HostProcess process() {
		return this.process;
	}

	/** Tells whoever is to hear of an accepted connection, now or when it is known. */
	void accept(MemoryConnection accepted) {
		if (this.port != null) {
			accepted.decideLater(this.port);
		}
		else {
			accepted.handler(this.entrance.acceptor().accepted(accepted));
		}
	}

	@Override
	public InetSocketAddress boundAddress() {
		return this.boundAddress;
	}

	@Override
	public void close() {
		this.host.remove(this);
	}

}
