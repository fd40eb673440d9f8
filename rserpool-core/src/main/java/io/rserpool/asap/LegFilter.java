package io.rserpool.asap;

import io.rserpool.wire.OpaqueTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpTransport;

/**
 * Says which transports a user can use: servers tell of all, users filter by themselves
 * (asap.md 11.6, R14). Called by any thread; must be quick and always give the same
 * answer. Keep one object for each purpose: what a pool looks like through a filter is
 * remembered by the filter's identity.
 */
@FunctionalInterface
public interface LegFilter {

	/** All transports. */
	LegFilter ANY = (transport) -> true;

	/**
	 * What a Java application can use by itself: TCP and UDP, and opaque transports,
	 * whose meaning only the application knows.
	 */
	LegFilter LOCAL = (transport) -> transport instanceof TcpTransport || transport instanceof UdpTransport
			|| transport instanceof OpaqueTransport;

	/** Whether the user can use a leg with this transport. */
	boolean usable(TransportParameter transport);

}
