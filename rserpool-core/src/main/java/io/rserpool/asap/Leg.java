package io.rserpool.asap;

import java.net.InetSocketAddress;
import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.DccpTransport;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpLiteTransport;
import io.rserpool.wire.UdpTransport;

/**
 * One way to a pool element, as it was chosen: leg 0 is the user transport, the others
 * are its Additional Legs ([A-27]). The addresses of one SCTP transport are one leg; SCTP
 * chooses among them. Immutable, safe for many threads.
 */
public final class Leg {

	private final CachedElement element;

	private final int number;

	private final TransportParameter transport;

	private final LegFilter filter;

	/**
	 * Makes a leg.
	 * @param filter what its user can use: only such legs count when the element is
	 * declared dead
	 */
	Leg(CachedElement element, int number, TransportParameter transport, LegFilter filter) {
		this.element = element;
		this.number = number;
		this.transport = transport;
		this.filter = filter;
	}

	/** The element as it was when the leg was chosen. */
	public CachedElement element() {
		return this.element;
	}

	public PoolHandle handle() {
		return this.element.handle();
	}

	public PoolElementId id() {
		return this.element.id();
	}

	/** 0 = the user transport. */
	public int number() {
		return this.number;
	}

	public TransportParameter transport() {
		return this.transport;
	}

	LegFilter filter() {
		return this.filter;
	}

	/** Where the leg is reached; empty if the transport is opaque. */
	public List<Endpoint> endpoints() {
		return endpoints(this.transport);
	}

	/** As {@link #endpoints()}, as the JDK has them. */
	public List<InetSocketAddress> addresses() {
		return (this.number == 0) ? this.element.addresses()
				: endpoints().stream().map(Endpoint::toSocketAddress).toList();
	}

	static List<Endpoint> endpoints(TransportParameter transport) {
		if (transport instanceof TcpTransport tcp) {
			return endpoints(List.of(tcp.address()), tcp.port());
		}
		if (transport instanceof UdpTransport udp) {
			return endpoints(List.of(udp.address()), udp.port());
		}
		if (transport instanceof UdpLiteTransport udpLite) {
			return endpoints(List.of(udpLite.address()), udpLite.port());
		}
		if (transport instanceof DccpTransport dccp) {
			return endpoints(List.of(dccp.address()), dccp.port());
		}
		return (transport instanceof SctpTransport sctp) ? endpoints(sctp.addresses(), sctp.port()) : List.of();
	}

	private static List<Endpoint> endpoints(List<IpAddress> addresses, int port) {
		return addresses.stream().map((address) -> new Endpoint(address, port)).toList();
	}

	@Override
	public String toString() {
		return this.element + " leg " + this.number;
	}

}
