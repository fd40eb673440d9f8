package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The TCP Transport parameter (RFC 5354 section 3.5).
 *
 * <pre>
 *  octet 0..3   0x0005, length 16 or 28
 *        4..5   port
 *        6..7   RFC: reserved; rule [T-17]: 1 = TCP mapping with a control channel,
 *               anything else = 0
 *        8..    one IPv4 or IPv6 Address parameter
 * </pre>
 */
final class TcpTransportCodec implements TransportCodec<TcpTransport> {

	@Override
	public @Nullable TcpTransport decode(ParameterReader in, TransportRole role) {
		if (!in.hasAtLeast(8)) {
			return null;
		}
		int port = role.port(in);
		boolean control = in.getUnsignedShort(6) == 1 && !in.limits().strictRfc();
		IpAddress address = AddressCodec.decodeOnly(in, 4, role);
		if (address == null) {
			return null;
		}
		return new TcpTransport(port, control ? TransportUse.DATA_PLUS_CONTROL : TransportUse.DATA_ONLY, address);
	}

	@Override
	public int encode(TcpTransport transport, ByteBuf out) {
		out.writeInt(ParameterWriter.header(ParameterType.TCP_TRANSPORT, 8 + AddressCodec.octets(transport.address())));
		out.writeInt(ParameterWriter.port(transport.port(), transport.use().ordinal()));
		AddressCodec.encode(transport.address(), out);
		return 0;
	}

}
