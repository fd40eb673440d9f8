package io.rserpool.dashboard.view;

import java.util.List;

import io.rserpool.wire.DccpTransport;
import io.rserpool.wire.Ipv6Address;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.OpaqueTransport;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpLiteTransport;
import io.rserpool.wire.UdpTransport;

/**
 * Words for transports.
 */
final class Transports {

	private Transports() {
	}

	/** {@code tcp}, {@code sctp}, ... */
	static String name(TransportParameter transport) {
		return switch (transport.type()) {
			case TCP_TRANSPORT -> "tcp";
			case SCTP_TRANSPORT -> "sctp";
			case UDP_TRANSPORT -> "udp";
			case UDP_LITE_TRANSPORT -> "udp-lite";
			case DCCP_TRANSPORT -> "dccp";
			default -> "opaque";
		};
	}

	/** {@code 10.0.7.20:7012}, the first address of several. */
	static String address(TransportParameter transport) {
		if (transport instanceof TcpTransport tcp) {
			return at(tcp.address(), tcp.port());
		}
		if (transport instanceof UdpTransport udp) {
			return at(udp.address(), udp.port());
		}
		if (transport instanceof UdpLiteTransport udp) {
			return at(udp.address(), udp.port());
		}
		if (transport instanceof DccpTransport dccp) {
			return at(dccp.address(), dccp.port());
		}
		if (transport instanceof SctpTransport sctp) {
			List<IpAddress> addresses = sctp.addresses();
			return addresses.isEmpty() ? ":" + sctp.port() : at(addresses.get(0), sctp.port());
		}
		int octets = (transport instanceof OpaqueTransport opaque) ? opaque.data().length() : 0;
		return "opaque, " + octets + " octets";
	}

	private static String at(IpAddress address, int port) {
		return (address instanceof Ipv6Address) ? "[" + address + "]:" + port : address + ":" + port;
	}

}
