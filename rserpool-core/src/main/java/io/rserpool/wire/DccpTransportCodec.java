package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

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
	public @Nullable DccpTransport decode(ParameterReader in, TransportRole role) {
		if (!in.hasAtLeast(12)) {
			return null;
		}
		int port = role.port(in);
		int serviceCode = in.getInt(8);
		IpAddress address = AddressCodec.decodeOnly(in, 8, role);
		return (address != null) ? new DccpTransport(port, serviceCode, address) : null;
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
