package io.rserpool.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * An open UDP port. Safe for use by many threads.
 */
public interface DatagramPort {

	/** The most octets in a datagram: 65,535 less the headers of IPv4 and UDP. */
	int MOST_OCTETS = 65_507;

	/** Where it is bound, with the real port. */
	InetSocketAddress boundAddress();

	/**
	 * Sends a datagram, whose octets are copied.
	 * @return done on the loop when the system took it, not when it arrived; fails with
	 * an {@link java.io.IOException} if the system refused it
	 */
	CompletableFuture<Void> send(byte[] octets, InetSocketAddress to);

	/** Closes the port. Harmless when closed. */
	void close();

}
