package io.rserpool.wire;

/**
 * A UDP-Lite transport (RFC 5354 section 3.7).
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
