package io.rserpool.transport;

import io.rserpool.wire.WireMessage;

/**
 * A membership in a multicast group. To be used on its loop.
 */
public interface MulticastMember {

	/** Sends a message to the group at once; it may get lost. */
	void send(WireMessage message);

	/** Leaves the group. Harmless when left. */
	void close();

}
