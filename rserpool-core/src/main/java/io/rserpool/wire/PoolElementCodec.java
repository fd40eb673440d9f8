package io.rserpool.wire;

import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Pool Element parameter (RFC 5354 section 3.10). A transport's position decides its
 * role: before the policy it is the user transport, after it the ASAP transport.
 *
 * <pre>
 *  octet 0..3   0x000a, length
 *        4..7   PE identifier, not 0 [P-7]
 *        8..11  home ENRP server's identifier, 0 = undetermined
 *       12..15  registration life, signed seconds, -1 = infinite, else at least 1 [P-8]
 *       16..    user transport
 *        ..     member selection policy
 *        ..     ASAP transport, always of type SCTP, or nothing
 *        ..     additional legs, or nothing
 * </pre>
 */
final class PoolElementCodec implements ParameterCodec<PoolElementParameter> {

	private static final int POLICY = ParameterType.MEMBER_SELECTION_POLICY.code();

	private static final int SCTP = ParameterType.SCTP_TRANSPORT.code();

	private static final int LEGS = ParameterType.ADDITIONAL_LEGS.code();

	@Override
	public @Nullable PoolElementParameter decode(ParameterReader in) {
		int at = in.at();
		int length = in.length();
		if (!in.hasAtLeast(16)) {
			return null;
		}
		int id = in.getInt(4);
		int home = in.getInt(8);
		int life = in.getInt(12);
		if (id == 0) {
			return in.invalid("PE identifier 0");
		}
		if (life < 1 && life != PoolElementParameter.INFINITE_LIFE) {
			return in.invalid("registration life that is neither -1 nor above 0");
		}
		if (length > in.limits().maxElementOctets()) {
			return in.invalid("pool element with too many octets");
		}
		long outer = in.enter(12);
		TransportParameter userTransport = null;
		MemberSelectionPolicy policy = null;
		SctpTransport asapTransport = null;
		List<TransportParameter> legs = null;
		while (in.next()) {
			int type = in.type();
			TransportCodec<?> transport = ParameterCodecs.transport(type);
			if (transport != null && policy == null) {
				if (userTransport != null) {
					return in.invalid(at, length, "pool element with two user transports");
				}
				userTransport = transport.decode(in, TransportRole.USER);
			}
			else if (transport != null) {
				if (type != SCTP || asapTransport != null) {
					return in.invalid("ASAP transport that is not of type SCTP or not the only one");
				}
				asapTransport = ParameterCodecs.SCTP_TRANSPORT.decode(in, TransportRole.ASAP);
			}
			else if (type == POLICY) {
				if (policy != null) {
					return in.invalid("pool element with two policies");
				}
				policy = ParameterCodecs.POLICY.decode(in);
			}
			else if (type == LEGS) {
				if (legs != null) {
					return in.invalid("pool element with two parameters of additional legs");
				}
				legs = ParameterCodecs.LEGS.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (userTransport == null || policy == null) {
			return in.invalid(at, length, "pool element without user transport or policy");
		}
		if (in.isRefused()) {
			return null;
		}
		in.leave(outer);
		return new PoolElementParameter(new PoolElementId(id), ServerId.of(home), life, userTransport, policy,
				asapTransport, (legs != null) ? legs : List.of());
	}

	@Override
	public int encode(PoolElementParameter element, ByteBuf out) {
		int at = ParameterWriter.begin(ParameterType.POOL_ELEMENT, out);
		out.writeInt(element.id().value());
		out.writeInt(element.home().value());
		out.writeInt(element.lifeSeconds());
		ParameterCodecs.encodeTransport(element.userTransport(), out);
		int padding = ParameterCodecs.POLICY.encode(element.policy(), out);
		SctpTransport asapTransport = element.asapTransport();
		if (asapTransport != null) {
			padding = ParameterCodecs.SCTP_TRANSPORT.encode(asapTransport, out);
		}
		if (!element.additionalLegs().isEmpty()) {
			padding = ParameterCodecs.LEGS.encode(element.additionalLegs(), out);
		}
		return ParameterWriter.end(at, padding, out);
	}

}
