package io.rserpool.wire;

/**
 * A UDP transport (RFC 5354 section 3.6).
 *
 * @param port 1 to 65535
 * @param address the only address
 */
public record UdpTransport(int port, IpAddress address) implements TransportParameter {

	@Override
	public ParameterType type() {
		return ParameterType.UDP_TRANSPORT;
	}

}
