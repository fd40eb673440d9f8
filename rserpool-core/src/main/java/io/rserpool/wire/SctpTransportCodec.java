package io.rserpool.wire;

import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The SCTP Transport parameter (RFC 5354 section 3.4).
 *
 * <pre>
 *  octet 0..3   0x0004, length
 *        4..5   port
 *        6..7   transport use: 0 data only, 1 data plus control
 *        8..    1 to 64 IPv4 and IPv6 Address parameters [P-4]
 * </pre>
 */
final class SctpTransportCodec implements TransportCodec<SctpTransport> {

	@Override
	public @Nullable SctpTransport decode(ParameterReader in, TransportRole role) {
		int at = in.at();
		int length = in.length();
		if (!in.hasAtLeast(8)) {
			return null;
		}
		int port = role.port(in);
		int use = in.getUnsignedShort(6);
		if (use > 1) {
			return in.invalid("transport use that is neither 0 nor 1");
		}
		long outer = in.enter(4);
		List<IpAddress> addresses = addresses(in, role, at, length);
		if (addresses == null) {
			return null;
		}
		in.leave(outer);
		return new SctpTransport(port, (use == 1) ? TransportUse.DATA_PLUS_CONTROL : TransportUse.DATA_ONLY, addresses);
	}

	private static @Nullable List<IpAddress> addresses(ParameterReader in, TransportRole role, int at, int length) {
		IpAddress[] found = null;
		IpAddress first = null;
		int count = 0;
		int linkLocalAt = -1;
		while (in.next()) {
			IpAddress address = AddressCodec.decode(in, role);
			if (in.isRefused()) {
				return null;
			}
			if (address == null) {
				linkLocalAt = in.at();
			}
			else if (first == null) {
				first = address;
				count = 1;
			}
			else if (count == in.limits().maxAddresses()) {
				return in.invalid(at, length, "SCTP transport with too many addresses");
			}
			else {
				found = append(found, first, count++, address);
			}
		}
		if (linkLocalAt >= 0) {
			if (count == 0) {
				return in.invalid(linkLocalAt, 20, "link-local address, but no other");
			}
			in.ignore();
		}
		if (first == null) {
			return in.invalid(at, length, "SCTP transport without address");
		}
		return (found != null) ? listOf(found, count) : List.of(first);
	}

	private static IpAddress[] append(IpAddress @Nullable [] found, IpAddress first, int count, IpAddress address) {
		IpAddress[] addresses = found;
		if (addresses == null) {
			addresses = new IpAddress[] { first, address };
		}
		else {
			if (count == addresses.length) {
				addresses = Arrays.copyOf(addresses, 2 * count);
			}
			addresses[count] = address;
		}
		return addresses;
	}

	private static List<IpAddress> listOf(IpAddress[] found, int count) {
		return (count == 2) ? List.of(found[0], found[1]) : List.of(Arrays.copyOf(found, count));
	}

	@Override
	public int encode(SctpTransport transport, ByteBuf out) {
		List<IpAddress> addresses = transport.addresses();
		int count = addresses.size();
		if (count == 0) {
			throw new IllegalArgumentException("An SCTP transport has at least one address");
		}
		int at = ParameterWriter.begin(ParameterType.SCTP_TRANSPORT, out);
		out.writeInt(ParameterWriter.port(transport.port(), transport.use().ordinal()));
		for (int i = 0; i < count; i++) {
			AddressCodec.encode(addresses.get(i), out);
		}
		return ParameterWriter.end(at, out);
	}

}
