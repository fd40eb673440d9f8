package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The UDP Transport parameter (RFC 5354 section 3.6).
 *
 * <pre>
 *  octet 0..3   0x0006, length 16 or 28
 *        4..5   port
 *        6..7   reserved, sent 0, ignored on receipt
 *        8..    one IPv4 or IPv6 Address parameter
 * </pre>
 */
final class UdpTransportCodec implements TransportCodec<UdpTransport> {

	@Override
	public @Nullable UdpTransport decode(ParameterReader in, TransportRole role) {
		if (!in.hasAtLeast(8)) {
			return null;
		}
		int port = role.port(in);
		IpAddress address = AddressCodec.decodeOnly(in, 4, role);
		return (address != null) ? new UdpTransport(port, address) : null;
	}

	@Override
	public int encode(UdpTransport transport, ByteBuf out) {
		out.writeInt(ParameterWriter.header(ParameterType.UDP_TRANSPORT, 8 + AddressCodec.octets(transport.address())));
		out.writeInt(ParameterWriter.port(transport.port(), 0));
		AddressCodec.encode(transport.address(), out);
		return 0;
	}

}
