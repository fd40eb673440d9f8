package io.rserpool.dashboard.view;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;

/**
 * Words for policies.
 */
final class Policies {

	private Policies() {
	}

	static String name(MemberSelectionPolicy policy, Words words) {
		PolicyType type = policy.type();
		return (type != null) ? words.say("policy." + type) : words.say("policy.unknown", code(policy));
	}

	static String code(MemberSelectionPolicy policy) {
		return String.format("0x%08x", policy.code());
	}

	/** The load in percent, or null if the policy has none. */
	static @Nullable Double load(MemberSelectionPolicy policy) {
		PolicyType type = policy.type();
		return (type != null && type.isAdaptive()) ? percent(policy.word0()) : null;
	}

	/** An element's own values. */
	static String values(MemberSelectionPolicy policy, Words words) {
		PolicyType type = policy.type();
		if (type == null || type.words() == 0) {
			return words.say("none");
		}
		return switch (type) {
			case WEIGHTED_ROUND_ROBIN, WEIGHTED_RANDOM, WEIGHTED_RANDOM_DPF ->
				words.say("policy.weight", Integer.toUnsignedLong(policy.word0()));
			case PRIORITY -> words.say("policy.priority", Integer.toUnsignedLong(policy.word0()));
			case LEAST_USED_DEGRADATION, PRIORITY_LEAST_USED, RANDOMIZED_PRIORITY_LEAST_USED,
					RANDOMIZED_LEAST_USED_DEGRADATION, PRIORITY_LEAST_USED_DEGRADATION,
					RANDOMIZED_PRIORITY_LEAST_USED_DEGRADATION, LEAST_USED_DEGRADATION_DPF ->
				words.say("policy.loadDegradation", percentWords(policy.word0()), percentWords(policy.word1()));
			default -> words.say("policy.load", percentWords(policy.word0()));
		};
	}

	private static String percentWords(int word) {
		return String.format(java.util.Locale.ENGLISH, "%.0f", percent(word));
	}

	/** Loads are shares of 0xffffffff = 100 %. */
	private static double percent(int word) {
		return Math.round(Integer.toUnsignedLong(word) * 1000.0 / 0xffffffffL) / 10.0;
	}

}
