package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The member selection policies that this implementation knows (RFC 5356 section 4, and
 * rsplib's private ones).
 */
public enum PolicyType {

	/** Each element in turn. */
	ROUND_ROBIN(0x00000001, 0, false),

	/** Each element in turn, as often as its weight says: word weight. */
	WEIGHTED_ROUND_ROBIN(0x00000002, 1, false),

	/** Any element, all alike. */
	RANDOM(0x00000003, 0, false),

	/** Any element, by weight: word weight. */
	WEIGHTED_RANDOM(0x00000004, 1, false),

	/** The element with the highest priority: word priority. */
	PRIORITY(0x00000005, 1, false),

	/** The element with the lowest load: word load. */
	LEAST_USED(0x40000001, 1, true),

	/** Lowest load, which each selection raises: words load, degradation. */
	LEAST_USED_DEGRADATION(0x40000002, 2, true),

	/** Lowest load after the next request: words load, degradation. */
	PRIORITY_LEAST_USED(0x40000003, 2, true),

	/** Any element, by free capacity: word load. */
	RANDOMIZED_LEAST_USED(0x40000004, 1, true),

	/**
	 * rsplib: random by free capacity after the next request: words load, degradation.
	 */
	RANDOMIZED_PRIORITY_LEAST_USED(0xb0001001, 2, true),

	/** rsplib: random by free capacity less degradation: words load, degradation. */
	RANDOMIZED_LEAST_USED_DEGRADATION(0xb0001002, 2, true),

	/** rsplib: priority least used with degradation: words load, degradation. */
	PRIORITY_LEAST_USED_DEGRADATION(0xb0001003, 2, true),

	/** rsplib: its random form: words load, degradation. */
	RANDOMIZED_PRIORITY_LEAST_USED_DEGRADATION(0xb0001004, 2, true),

	/**
	 * rsplib: weighted random with distance penalty: words weight, weight DPF, distance.
	 */
	WEIGHTED_RANDOM_DPF(0xb0002001, 3, false),

	/** rsplib: least used with distance penalty: words load, load DPF, distance. */
	LEAST_USED_DPF(0xb0002002, 3, true),

	/** rsplib: the same with degradation: words load, degradation, load DPF, distance. */
	LEAST_USED_DEGRADATION_DPF(0xb0002003, 4, true);

	private final int code;

	private final int words;

	private final boolean adaptive;

	PolicyType(int code, int words, boolean adaptive) {
		this.code = code;
		this.words = words;
		this.adaptive = adaptive;
	}

	/** The 32-bit type number. */
	public int code() {
		return this.code;
	}

	/** How many 32-bit words follow the type number. */
	public int words() {
		return this.words;
	}

	/** Whether elements register again when their load changes. */
	public boolean isAdaptive() {
		return this.adaptive;
	}

	/**
	 * Returns the policy with the given number, or null for an unknown one.
	 */
	public static @Nullable PolicyType of(int code) {
		return switch (code) {
			case 0x00000001 -> ROUND_ROBIN;
			case 0x00000002 -> WEIGHTED_ROUND_ROBIN;
			case 0x00000003 -> RANDOM;
			case 0x00000004 -> WEIGHTED_RANDOM;
			case 0x00000005 -> PRIORITY;
			case 0x40000001 -> LEAST_USED;
			case 0x40000002 -> LEAST_USED_DEGRADATION;
			case 0x40000003 -> PRIORITY_LEAST_USED;
			case 0x40000004 -> RANDOMIZED_LEAST_USED;
			case 0xb0001001 -> RANDOMIZED_PRIORITY_LEAST_USED;
			case 0xb0001002 -> RANDOMIZED_LEAST_USED_DEGRADATION;
			case 0xb0001003 -> PRIORITY_LEAST_USED_DEGRADATION;
			case 0xb0001004 -> RANDOMIZED_PRIORITY_LEAST_USED_DEGRADATION;
			case 0xb0002001 -> WEIGHTED_RANDOM_DPF;
			case 0xb0002002 -> LEAST_USED_DPF;
			case 0xb0002003 -> LEAST_USED_DEGRADATION_DPF;
			default -> null;
		};
	}

}
