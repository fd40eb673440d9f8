package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The Pool Member Selection Policy parameter (RFC 5354 section 3.8, RFC 5356): a policy
 * number and up to four unsigned 32-bit words. Loads and degradations are shares of
 * 0xffffffff = 100 %.
 *
 * <pre>
 *  octet 0..1   type 0x0008
 *        2..3   length, 8 + 4 for each word
 *        4..7   policy type
 *        8..    words; what they mean: {@link PolicyType}
 * </pre>
 *
 * @param code the 32-bit policy number
 * @param word0 first word, or 0
 * @param word1 second word, or 0
 * @param word2 third word, or 0
 * @param word3 fourth word, or 0
 * @param opaque data of a policy that is not known, else null
 */
public record MemberSelectionPolicy(int code, int word0, int word1, int word2, int word3, @Nullable Octets opaque) {

	/** Round robin, which is also what a missing overall policy means. */
	public static final MemberSelectionPolicy ROUND_ROBIN = new MemberSelectionPolicy(PolicyType.ROUND_ROBIN.code(), 0,
			0, 0, 0, null);

	/** Random. */
	public static final MemberSelectionPolicy RANDOM = new MemberSelectionPolicy(PolicyType.RANDOM.code(), 0, 0, 0, 0,
			null);

	/**
	 * Returns a policy of a known type.
	 * @param words as many unsigned words as the type has
	 * @throws IllegalArgumentException if the number of words is wrong
	 */
	public static MemberSelectionPolicy of(PolicyType type, int... words) {
		if (words.length != type.words()) {
			throw new IllegalArgumentException(
					"Policy " + type + " has " + type.words() + " values, not " + words.length);
		}
		return switch (type) {
			case ROUND_ROBIN -> ROUND_ROBIN;
			case RANDOM -> RANDOM;
			default -> new MemberSelectionPolicy(type.code(), word(words, 0), word(words, 1), word(words, 2),
					word(words, 3), null);
		};
	}

	private static int word(int[] words, int index) {
		return (index < words.length) ? words[index] : 0;
	}

	/** The type, or null if it is not known. */
	public @Nullable PolicyType type() {
		return PolicyType.of(this.code);
	}

}
