package io.rserpool.boot.autoconfigure;

import java.util.List;

import io.rserpool.wire.IpAddress;
import io.rserpool.wire.ParameterType;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UdpTransport;

/**
 * The protocol of a transport of a pool element.
 */
public enum LegProtocol {

	/** TCP. */
	TCP(ParameterType.TCP_TRANSPORT),

	/** UDP. */
	UDP(ParameterType.UDP_TRANSPORT),

	/** SCTP. */
	SCTP(ParameterType.SCTP_TRANSPORT);

	private final ParameterType type;

	LegProtocol(ParameterType type) {
		this.type = type;
	}

	boolean isOf(TransportParameter transport) {
		return transport.type() == this.type;
	}

	/** Makes a transport for data only. */
	TransportParameter transport(IpAddress address, int port) {
		return switch (this) {
			case TCP -> new TcpTransport(port, TransportUse.DATA_ONLY, address);
			case UDP -> new UdpTransport(port, address);
			case SCTP -> new SctpTransport(port, TransportUse.DATA_ONLY, List.of(address));
		};
	}

}
