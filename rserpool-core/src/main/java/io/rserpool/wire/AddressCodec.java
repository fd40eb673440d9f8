package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The IPv4 and IPv6 Address parameters inside transports (RFC 5354 sections 3.1, 3.2).
 *
 * <pre>
 *  octet 0..3   0x0001, length 8         0x0002, length 20
 *        4..    4 octets of address      16 octets of address
 * </pre>
 */
final class AddressCodec {

	private static final int IPV4 = ParameterType.IPV4_ADDRESS.code();

	private static final int IPV6 = ParameterType.IPV6_ADDRESS.code();

	private static final long IPV4_HEADER = (long) ParameterWriter.header(ParameterType.IPV4_ADDRESS, 8) << 32;

	private static final int IPV6_HEADER = ParameterWriter.header(ParameterType.IPV6_ADDRESS, 20);

	private AddressCodec() {
	}

	/**
	 * Decodes the current parameter of a transport.
	 * @return null if it is a link-local IPv6 address, which says nothing without a zone,
	 * or if the message is refused
	 */
	static @Nullable IpAddress decode(ParameterReader in, TransportRole role) {
		int type = in.type();
		IpAddress address;
		if (type == IPV4) {
			if (!in.hasLength(8)) {
				return null;
			}
			address = new Ipv4Address(in.getInt(4));
		}
		else if (type == IPV6) {
			if (!in.hasLength(20)) {
				return null;
			}
			address = Ipv6Address.orMapped(in.getLong(4), in.getLong(12));
			if (address instanceof Ipv6Address && address.isLinkLocal()) {
				return null;
			}
		}
		else {
			return in.invalid("transport holds a parameter that is no address");
		}
		if (role.isOfElement() && (address.isUnspecifiedOrBroadcast() || address.isMulticast())) {
			return in.invalid("address that no pool element can have");
		}
		return address;
	}

	/**
	 * Decodes the one address of the current transport, and leaves the reader behind the
	 * transport.
	 * @param fixedOctets octets between the transport's header and its address
	 */
	static @Nullable IpAddress decodeOnly(ParameterReader in, int fixedOctets, TransportRole role) {
		int at = in.at();
		int length = in.length();
		long outer = in.enter(fixedOctets);
		IpAddress only = null;
		while (in.next()) {
			if (only != null) {
				return in.invalid(at, length, "transport with more than one address");
			}
			only = decode(in, role);
			if (only == null) {
				// The first refusal counts: this one is for link-local addresses.
				return in.invalid("link-local address, but no other");
			}
		}
		if (only == null) {
			return in.invalid(at, length, "transport without address");
		}
		in.leave(outer);
		return only;
	}

	static void encode(IpAddress address, ByteBuf out) {
		if (address instanceof Ipv4Address ipv4) {
			out.writeLong(IPV4_HEADER | ipv4.bits() & 0xffffffffL);
		}
		else if (address instanceof Ipv6Address ipv6) {
			out.writeInt(IPV6_HEADER);
			out.writeLong(ipv6.high());
			out.writeLong(ipv6.low());
		}
	}

	/** Octets of the parameter that holds the given address. */
	static int octets(IpAddress address) {
		return (address instanceof Ipv4Address) ? 8 : 20;
	}

}
