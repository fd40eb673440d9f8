package io.rserpool.wire;

/**
 * A UDP-Lite transport (RFC 5354 section 3.7).
 *
 * <pre>
 *  octet 0..3   0x0007, length 16 or 28
 *        4..5   port
 *        6..7   reserved, sent 0, ignored on receipt
 *        8..    one IPv4 or IPv6 Address parameter
 * </pre>
 *
 * @param port 1 to 65535
 * @param address the only address
 */
public record UdpLiteTransport(int port, IpAddress address) implements TransportParameter {

	@Override
	public ParameterType type() {
		return ParameterType.UDP_LITE_TRANSPORT;
	}

}
