package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.DccpTransport;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpLiteTransport;
import io.rserpool.wire.UdpTransport;

/**
 * The addresses inside transports. An opaque transport has none, so no rule applies to it
 * (RFC 5354 section 3.16).
 */
final class TransportAddresses {

	private TransportAddresses() {
	}

	/**
	 * Returns the transport with only the wanted addresses: itself if that is all of
	 * them, null if it is none.
	 */
	static @Nullable TransportParameter keep(TransportParameter transport, Predicate<IpAddress> wanted) {
		if (transport instanceof SctpTransport sctp) {
			return keep(sctp, wanted);
		}
		IpAddress only = only(transport);
		return (only == null || wanted.test(only)) ? transport : null;
	}

	private static @Nullable SctpTransport keep(SctpTransport transport, Predicate<IpAddress> wanted) {
		List<IpAddress> all = transport.addresses();
		if (all.size() == 1) {
			return wanted.test(all.get(0)) ? transport : null;
		}
		List<IpAddress> kept = new ArrayList<>(all.size());
		for (IpAddress address : all) {
			if (wanted.test(address)) {
				kept.add(address);
			}
		}
		if (kept.size() == all.size()) {
			return transport;
		}
		return kept.isEmpty() ? null : new SctpTransport(transport.port(), transport.use(), kept);
	}

	/** Whether the address is one of the transport's. */
	static boolean contain(@Nullable TransportParameter transport, IpAddress address) {
		if (transport instanceof SctpTransport sctp) {
			return sctp.addresses().contains(address);
		}
		return transport != null && address.equals(only(transport));
	}

	/** For people: addresses with their ports. */
	static String describe(List<TransportParameter> transports) {
		List<String> endpoints = new ArrayList<>();
		for (TransportParameter transport : transports) {
			if (transport instanceof SctpTransport sctp) {
				sctp.addresses().forEach((address) -> endpoints.add(new Endpoint(address, sctp.port()).toString()));
			}
			else if (transport instanceof TcpTransport tcp) {
				endpoints.add(new Endpoint(tcp.address(), tcp.port()).toString());
			}
		}
		return String.join(", ", endpoints);
	}

	/** The only address, or null for a transport that has none. Not for SCTP. */
	private static @Nullable IpAddress only(TransportParameter transport) {
		if (transport instanceof TcpTransport tcp) {
			return tcp.address();
		}
		if (transport instanceof UdpTransport udp) {
			return udp.address();
		}
		if (transport instanceof UdpLiteTransport udpLite) {
			return udpLite.address();
		}
		return (transport instanceof DccpTransport dccp) ? dccp.address() : null;
	}

}
