package io.rserpool.transport;

import java.net.InetSocketAddress;

/**
 * Hears of the datagrams that come to a port. Called on its loop.
 */
@FunctionalInterface
public interface DatagramReceiver {

	void received(InetSocketAddress from, byte[] octets);

}
