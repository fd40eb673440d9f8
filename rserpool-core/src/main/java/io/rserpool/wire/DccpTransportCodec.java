package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The DCCP Transport parameter (RFC 5354 section 3.3).
 *
 * <pre>
 *  octet 0..3   0x0003, length 20 or 32
 *        4..5   port
 *        6..7   reserved, sent 0, ignored on receipt
 *        8..11  service code
 *       12..    one IPv4 or IPv6 Address parameter
 * </pre>
 */
final class DccpTransportCodec implements TransportCodec<DccpTransport> {

	@Override
	public DccpTransport decode(ParameterReader in, TransportRole role) {
		in.requireAtLeast(12);
		int port = role.port(in);
		int serviceCode = in.getInt(8);
		return new DccpTransport(port, serviceCode, AddressCodec.decodeOnly(in, 8, role));
	}

	@Override
	public int encode(DccpTransport transport, ByteBuf out) {
		out.writeInt(
				ParameterWriter.header(ParameterType.DCCP_TRANSPORT, 12 + AddressCodec.octets(transport.address())));
		out.writeInt(ParameterWriter.port(transport.port(), 0));
		out.writeInt(transport.serviceCode());
		AddressCodec.encode(transport.address(), out);
		return 0;
	}

}
