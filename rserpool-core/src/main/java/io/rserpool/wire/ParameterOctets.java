package io.rserpool.wire;

import java.util.function.ToIntFunction;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Single parameters as octets: the offending parameter of an error cause (RFC 5354
 * section 3.12), and how much room parameters take in a message. Stateless.
 */
public final class ParameterOctets {

	private static final int TRANSPORT_FIXED = 8;

	private static final int POLICY_FIXED = 8;

	private static final int ELEMENT_FIXED = 16;

	private ParameterOctets() {
	}

	/** The complete parameter without its own padding. */
	public static Octets of(TransportParameter transport) {
		return write((out) -> ParameterCodecs.encodeTransport(transport, out));
	}

	/** The complete parameter without its own padding. */
	public static Octets of(MemberSelectionPolicy policy) {
		return write((out) -> ParameterCodecs.POLICY.encode(policy, out));
	}

	/** The complete parameter without its own padding. */
	public static Octets of(PoolElementParameter element) {
		return write((out) -> ParameterCodecs.ELEMENT.encode(element, out));
	}

	private static Octets write(ToIntFunction<ByteBuf> encoder) {
		ByteBuf out = Unpooled.buffer();
		int padding = encoder.applyAsInt(out);
		byte[] octets = new byte[out.readableBytes() - padding];
		out.readBytes(octets);
		return Octets.adopt(octets);
	}

	/** How many octets the parameter takes in a message, with padding. */
	public static int size(PoolHandle handle) {
		return 4 + padded(handle.length());
	}

	/** How many octets the parameter takes in a message, with padding. */
	public static int size(MemberSelectionPolicy policy) {
		PolicyType type = policy.type();
		Octets opaque = policy.opaque();
		int data = (type != null) ? Integer.BYTES * type.words() : (opaque != null) ? padded(opaque.length()) : 0;
		return POLICY_FIXED + data;
	}

	/** How many octets the parameter takes in a message, with padding. */
	public static int size(PoolElementParameter element) {
		int size = ELEMENT_FIXED + size(element.userTransport()) + size(element.policy());
		SctpTransport asapTransport = element.asapTransport();
		if (asapTransport != null) {
			size += size(asapTransport);
		}
		if (!element.additionalLegs().isEmpty()) {
			size += 4;
			for (TransportParameter leg : element.additionalLegs()) {
				size += size(leg);
			}
		}
		return size;
	}

	/** How many octets the parameter takes in a message, with padding. */
	public static int size(TransportParameter transport) {
		if (transport instanceof TcpTransport tcp) {
			return TRANSPORT_FIXED + size(tcp.address());
		}
		if (transport instanceof SctpTransport sctp) {
			int size = TRANSPORT_FIXED;
			for (IpAddress address : sctp.addresses()) {
				size += size(address);
			}
			return size;
		}
		if (transport instanceof UdpTransport udp) {
			return TRANSPORT_FIXED + size(udp.address());
		}
		if (transport instanceof UdpLiteTransport udpLite) {
			return TRANSPORT_FIXED + size(udpLite.address());
		}
		if (transport instanceof DccpTransport dccp) {
			return TRANSPORT_FIXED + 4 + size(dccp.address());
		}
		return 4 + padded(((OpaqueTransport) transport).data().length());
	}

	private static int size(IpAddress address) {
		return (address instanceof Ipv4Address) ? 8 : 20;
	}

	private static int padded(int octets) {
		return octets + 3 & ~3;
	}

}
