package io.rserpool.wire;

import java.util.List;

/**
 * An SCTP transport: one port, one or more addresses of both families (RFC 5354 section
 * 3.4). Also the only form of the ASAP transport and of the server transport (N-7).
 *
 * <pre>
 *  octet 0..3   0x0004, length
 *        4..5   port
 *        6..7   transport use: 0 data only, 1 data plus control
 *        8..    1 to 64 IPv4 and IPv6 Address parameters [P-4]
 * </pre>
 *
 * @param port 0 to 65535; 0 only in an ASAP transport, where it says that the element
 * cannot be dialled [T-6]
 * @param use whether control shares the association
 * @param addresses 1 to 64 addresses [P-4]
 */
public record SctpTransport(int port, TransportUse use, List<IpAddress> addresses) implements TransportParameter {

	public SctpTransport {
		addresses = List.copyOf(addresses);
	}

	@Override
	public ParameterType type() {
		return ParameterType.SCTP_TRANSPORT;
	}

}
