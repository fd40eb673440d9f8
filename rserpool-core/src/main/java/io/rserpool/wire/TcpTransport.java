package io.rserpool.wire;

/**
 * A TCP transport (RFC 5354 section 3.5).
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
