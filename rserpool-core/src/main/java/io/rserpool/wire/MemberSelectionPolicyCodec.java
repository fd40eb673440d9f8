package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Pool Member Selection Policy parameter (RFC 5354 section 3.8). A known type must
 * have exactly the length of its words; 0x00000000 and 0x40000000 are reserved (RFC 5356
 * section 7.1). Other unknown types are kept unread where somebody else chose the policy,
 * and refused where it is asked for [P-5].
 *
 * <pre>
 *  octet 0..3   0x0008, length 8, 12, 16, ...
 *        4..7   policy type
 *        8..    32-bit words of that type
 * </pre>
 */
final class MemberSelectionPolicyCodec implements ParameterCodec<MemberSelectionPolicy> {

	private static final int FIXED = 8;

	@Override
	public @Nullable MemberSelectionPolicy decode(ParameterReader in) {
		if (!in.hasAtLeast(FIXED)) {
			return null;
		}
		int code = in.getInt(4);
		PolicyType type = PolicyType.of(code);
		if (type == null) {
			return decodeUnknown(code, in);
		}
		int words = type.words();
		if (!in.hasLength(FIXED + Integer.BYTES * words)) {
			return null;
		}
		return switch (type) {
			case ROUND_ROBIN -> MemberSelectionPolicy.ROUND_ROBIN;
			case RANDOM -> MemberSelectionPolicy.RANDOM;
			default -> new MemberSelectionPolicy(code, word(in, 0, words), word(in, 1, words), word(in, 2, words),
					word(in, 3, words), null);
		};
	}

	private static int word(ParameterReader in, int index, int words) {
		return (index < words) ? in.getInt(FIXED + Integer.BYTES * index) : 0;
	}

	private static @Nullable MemberSelectionPolicy decodeUnknown(int code, ParameterReader in) {
		if ((code & ~0x40000000) == 0) {
			return in.invalid("reserved policy type");
		}
		if (!in.keepsUnknownPolicies()) {
			return in.invalid("unknown policy type");
		}
		return new MemberSelectionPolicy(code, 0, 0, 0, 0, Octets.adopt(in.bytesFrom(FIXED)));
	}

	@Override
	public int encode(MemberSelectionPolicy policy, ByteBuf out) {
		PolicyType type = policy.type();
		if (type == null) {
			return encodeUnknown(policy, out);
		}
		int words = type.words();
		out.writeInt(ParameterWriter.header(ParameterType.MEMBER_SELECTION_POLICY, FIXED + Integer.BYTES * words));
		out.writeInt(policy.code());
		for (int i = 0; i < words; i++) {
			out.writeInt(switch (i) {
				case 0 -> policy.word0();
				case 1 -> policy.word1();
				case 2 -> policy.word2();
				default -> policy.word3();
			});
		}
		return 0;
	}

	private static int encodeUnknown(MemberSelectionPolicy policy, ByteBuf out) {
		int at = ParameterWriter.begin(ParameterType.MEMBER_SELECTION_POLICY, out);
		out.writeInt(policy.code());
		Octets data = policy.opaque();
		if (data != null) {
			out.writeBytes(data.array());
		}
		return ParameterWriter.end(at, out);
	}

}
