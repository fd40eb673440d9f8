package io.rserpool.wire;

/**
 * A DCCP transport (RFC 5354 section 3.3).
 *
 * @param port 1 to 65535
 * @param serviceCode the DCCP service code
 * @param address the only address
 */
public record DccpTransport(int port, int serviceCode, IpAddress address) implements TransportParameter {

	@Override
	public ParameterType type() {
		return ParameterType.DCCP_TRANSPORT;
	}

}
