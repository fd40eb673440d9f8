package io.rserpool;

import io.rserpool.transport.Network;
import io.rserpool.transport.TcpNetwork;

/**
 * The TCP network of this process, which all servers and endpoints share unless they are
 * given another one. Its threads are daemons and begin with its first use.
 */
final class SharedNetwork {

	private static final TcpNetwork TCP = new TcpNetwork();

	private SharedNetwork() {
	}

	static Network tcp() {
		return TCP;
	}

}
