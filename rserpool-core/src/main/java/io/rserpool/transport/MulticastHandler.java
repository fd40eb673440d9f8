package io.rserpool.transport;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.WireMessage;

/**
 * Hears what comes by multicast, on its loop.
 */
@FunctionalInterface
public interface MulticastHandler {

	/** A whole and undamaged message came. Others are dropped without an answer. */
	void received(Endpoint source, WireMessage message);

}
