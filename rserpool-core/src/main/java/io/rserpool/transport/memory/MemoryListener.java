package io.rserpool.transport.memory;

import java.net.InetSocketAddress;

import io.rserpool.machine.Protocol;
import io.rserpool.transport.ConnectionAcceptor;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Listener;

/**
 * An open port of a host.
 */
final class MemoryListener implements Listener {

	private final MemoryHost host;

	private final InetSocketAddress boundAddress;

	private final Protocol protocol;

	private final ConnectionOptions options;

	private final HostProcess process;

	private final ConnectionAcceptor acceptor;

	MemoryListener(MemoryHost host, InetSocketAddress boundAddress, Protocol protocol, ConnectionOptions options,
			HostProcess process, ConnectionAcceptor acceptor) {
		this.host = host;
		this.boundAddress = boundAddress;
		this.protocol = protocol;
		this.options = options;
		this.process = process;
		this.acceptor = acceptor;
	}

	/** Whether a connection to the host's loopback or outer address gets here. */
	boolean hears(boolean loopback) {
		return this.boundAddress.getAddress().isAnyLocalAddress()
				|| this.boundAddress.getAddress().isLoopbackAddress() == loopback;
	}

	Protocol protocol() {
		return this.protocol;
	}

	ConnectionOptions options() {
		return this.options;
	}

	HostProcess process() {
		return this.process;
	}

	ConnectionAcceptor acceptor() {
		return this.acceptor;
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
