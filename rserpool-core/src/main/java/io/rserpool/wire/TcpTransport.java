package io.rserpool.wire;

/**
 * A TCP transport (RFC 5354 section 3.5).
 *
 * <pre>
 *  octet 0..3   0x0005, length 16 or 28
 *        4..5   port
 *        6..7   RFC: reserved; rule [T-17]: 1 = TCP mapping with a control channel,
 *               anything else = 0
 *        8..    one IPv4 or IPv6 Address parameter
 * </pre>
 *
 * @param port 1 to 65535
 * @param use by rule [T-17]: whether the TCP mapping with a control channel is spoken
 * @param address the only address
 */
public record TcpTransport(int port, TransportUse use, IpAddress address) implements TransportParameter {

	@Override
	public ParameterType type() {
		return ParameterType.TCP_TRANSPORT;
	}

}
