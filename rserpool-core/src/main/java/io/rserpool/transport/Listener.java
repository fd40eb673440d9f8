package io.rserpool.transport;

import java.net.InetSocketAddress;

/**
 * An open port. Safe for use by many threads.
 */
public interface Listener {

	/** The address with the real port. */
	InetSocketAddress boundAddress();

	/** Accepts no more; connections stay. Harmless when closed. */
	void close();

}
