package io.rserpool.asap;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.DccpTransport;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpLiteTransport;
import io.rserpool.wire.UdpTransport;

/**
 * A pool element as a server's answer showed it, made ready for use once, so that a
 * selection has nothing to make. Immutable, safe for many threads.
 */
public final class CachedElement {

	private final PoolHandle handle;

	private final PoolElementParameter element;

	/** Made when first asked for: most elements of most answers are never used. */
	private volatile @Nullable List<InetSocketAddress> addresses;

	private volatile @Nullable Object companion;

	CachedElement(PoolHandle handle, PoolElementParameter element) {
		this.handle = handle;
		this.element = element;
	}

	public PoolHandle handle() {
		return this.handle;
	}

	public PoolElementId id() {
		return this.element.id();
	}

	/** The user transport. */
	public TransportParameter transport() {
		return this.element.userTransport();
	}

	/** Further transports of the same element, usually none. */
	public List<TransportParameter> additionalLegs() {
		return this.element.additionalLegs();
	}

	/** Where the user transport is reached; empty if the transport is opaque. */
	public List<InetSocketAddress> addresses() {
		List<InetSocketAddress> known = this.addresses;
		if (known == null) {
			known = addresses(this.element.userTransport());
			this.addresses = known;
		}
		return known;
	}

	/**
	 * What the endpoint's owner keeps with this element, so that a selection allocates
	 * nothing; null at first.
	 */
	public @Nullable Object companion() {
		return this.companion;
	}

	public void companion(Object companion) {
		this.companion = companion;
	}

	/** The element with the policy values it registered. */
	public PoolElementParameter parameter() {
		return this.element;
	}

	@Override
	public String toString() {
		return this.handle + "/" + this.element.id();
	}

	private static List<InetSocketAddress> addresses(TransportParameter transport) {
		if (transport instanceof TcpTransport tcp) {
			return List.of(address(tcp.address(), tcp.port()));
		}
		if (transport instanceof UdpTransport udp) {
			return List.of(address(udp.address(), udp.port()));
		}
		if (transport instanceof UdpLiteTransport udpLite) {
			return List.of(address(udpLite.address(), udpLite.port()));
		}
		if (transport instanceof DccpTransport dccp) {
			return List.of(address(dccp.address(), dccp.port()));
		}
		List<InetSocketAddress> addresses = new ArrayList<>();
		if (transport instanceof SctpTransport sctp) {
			sctp.addresses().forEach((address) -> addresses.add(address(address, sctp.port())));
		}
		return List.copyOf(addresses);
	}

	private static InetSocketAddress address(IpAddress address, int port) {
		return new Endpoint(address, port).toSocketAddress();
	}

}
