package io.rserpool.wire;

/**
 * A DCCP transport (RFC 5354 section 3.3).
 *
 * <pre>
 *  octet 0..3   0x0003, length 20 or 32
 *        4..5   port
 *        6..7   reserved, sent 0, ignored on receipt
 *        8..11  service code
 *       12..    one IPv4 or IPv6 Address parameter
 * </pre>
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
