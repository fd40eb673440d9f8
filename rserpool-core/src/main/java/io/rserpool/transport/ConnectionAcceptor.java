package io.rserpool.transport;

import java.net.InetSocketAddress;

import io.rserpool.machine.Endpoint;

/**
 * Takes the connections of a listener, on its loop.
 */
public interface ConnectionAcceptor {

	/**
	 * The port is open; no connection was accepted yet.
	 * @param boundAddress with the real port
	 */
	void listening(InetSocketAddress boundAddress);

	/**
	 * A connection was accepted and is open.
	 * @return who hears of it from now on
	 */
	ConnectionHandler accepted(Connection connection);

	/**
	 * A connection was closed because of a limit, without having been accepted or while
	 * pending.
	 * @param limit which one
	 */
	void refused(Endpoint remote, String limit);

}
