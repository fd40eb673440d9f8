package io.rserpool.boot.view;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.DccpTransport;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OpaqueTransport;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpLiteTransport;
import io.rserpool.wire.UdpTransport;

/**
 * Texts for transports and policies, as people and scripts read them.
 */
public final class Texts {

	private static final double FULL = 0xffffffffL;

	private Texts() {
	}

	/** Such as {@code tcp 192.0.2.1:8080}. */
	public static String transport(TransportParameter transport) {
		if (transport instanceof TcpTransport tcp) {
			return "tcp " + new Endpoint(tcp.address(), tcp.port());
		}
		if (transport instanceof UdpTransport udp) {
			return "udp " + new Endpoint(udp.address(), udp.port());
		}
		if (transport instanceof SctpTransport sctp) {
			return "sctp " + String.join(" ",
					sctp.addresses().stream().map((address) -> new Endpoint(address, sctp.port()).toString()).toList());
		}
		if (transport instanceof UdpLiteTransport lite) {
			return "udp-lite " + new Endpoint(lite.address(), lite.port());
		}
		if (transport instanceof DccpTransport dccp) {
			return "dccp " + new Endpoint(dccp.address(), dccp.port());
		}
		return (transport instanceof OpaqueTransport) ? "opaque" : transport.toString();
	}

	/** Such as {@code weighted-random}, or the number of an unknown policy. */
	public static String policyType(MemberSelectionPolicy policy) {
		PolicyType type = policy.type();
		return (type != null) ? kebab(type) : String.format("0x%08x", policy.code());
	}

	/** Such as {@code weighted-random weight=3} or {@code least-used load=25.0%}. */
	public static String policy(MemberSelectionPolicy policy) {
		PolicyType type = policy.type();
		if (type == null) {
			return policyType(policy);
		}
		return kebab(type) + switch (type) {
			case ROUND_ROBIN, RANDOM -> "";
			case WEIGHTED_ROUND_ROBIN, WEIGHTED_RANDOM -> number(" weight=", policy.word0());
			case PRIORITY -> number(" priority=", policy.word0());
			case LEAST_USED, RANDOMIZED_LEAST_USED -> share(" load=", policy.word0());
			case LEAST_USED_DEGRADATION, PRIORITY_LEAST_USED, RANDOMIZED_PRIORITY_LEAST_USED,
					RANDOMIZED_LEAST_USED_DEGRADATION, PRIORITY_LEAST_USED_DEGRADATION,
					RANDOMIZED_PRIORITY_LEAST_USED_DEGRADATION ->
				share(" load=", policy.word0()) + share(" degradation=", policy.word1());
			case WEIGHTED_RANDOM_DPF -> number(" weight=", policy.word0()) + share(" weight-dpf=", policy.word1())
					+ number(" distance=", policy.word2());
			case LEAST_USED_DPF -> share(" load=", policy.word0()) + share(" load-dpf=", policy.word1())
					+ number(" distance=", policy.word2());
			case LEAST_USED_DEGRADATION_DPF -> share(" load=", policy.word0()) + share(" degradation=", policy.word1())
					+ share(" load-dpf=", policy.word2()) + number(" distance=", policy.word3());
		};
	}

	/** A constant's name as it stands in the configuration. */
	public static String kebab(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** A PE checksum, such as {@code 0x1a2b}. */
	static String checksum(int checksum) {
		return String.format("0x%04x", checksum);
	}

	static @Nullable String orNull(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	private static String number(String name, int word) {
		return name + Integer.toUnsignedString(word);
	}

	private static String share(String name, int word) {
		return name + String.format(Locale.ROOT, "%.1f%%", Integer.toUnsignedLong(word) * 100 / FULL);
	}

}
