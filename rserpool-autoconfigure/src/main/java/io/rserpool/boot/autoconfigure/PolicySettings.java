package io.rserpool.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;

/**
 * Turns the named values of a policy into the words of RFC 5356.
 */
final class PolicySettings {

	private static final long MAX_WORD = 0xffffffffL;

	private PolicySettings() {
	}

	/**
	 * Returns the policy.
	 * @param prefix the full name of the property that the values stand under
	 */
	static MemberSelectionPolicy policy(String prefix, RserpoolProperties.Policy policy) {
		Map<String, @Nullable Integer> given = given(prefix, policy);
		List<String> names = names(policy.getType());
		given.forEach((name, value) -> {
			if (value != null && !names.contains(name)) {
				throw new InvalidRserpoolPropertyException(prefix + "." + name, text(policy, name),
						"policy " + RserpoolSettings.kebab(policy.getType()) + " has no " + name,
						names.isEmpty() ? "nothing: remove it, or choose another policy type"
								: "nothing: remove it. The policy has " + String.join(", ", names));
			}
		});
		int[] words = names.stream().mapToInt((name) -> word(name, given.get(name))).toArray();
		return MemberSelectionPolicy.of(policy.getType(), words);
	}

	private static int word(String name, @Nullable Integer value) {
		if (value != null) {
			return value;
		}
		return "weight".equals(name) ? 1 : 0;
	}

	private static Map<String, @Nullable Integer> given(String prefix, RserpoolProperties.Policy policy) {
		Map<String, @Nullable Integer> given = new LinkedHashMap<>();
		given.put("weight", number(prefix + ".weight", policy.getWeight()));
		given.put("priority", number(prefix + ".priority", policy.getPriority()));
		given.put("load", share(policy.getLoad()));
		given.put("degradation", share(policy.getDegradation()));
		given.put("weight-dpf", share(policy.getWeightDpf()));
		given.put("load-dpf", share(policy.getLoadDpf()));
		given.put("distance", number(prefix + ".distance", policy.getDistance()));
		return given;
	}

	private static @Nullable Integer share(@Nullable LoadShare share) {
		return (share != null) ? share.word() : null;
	}

	private static @Nullable Integer number(String property, @Nullable Long value) {
		if (value == null) {
			return null;
		}
		if (value < 0 || value > MAX_WORD) {
			throw new InvalidRserpoolPropertyException(property, value.toString(), "it is out of range",
					"a number of 0 to 4294967295");
		}
		return value.intValue();
	}

	private static String text(RserpoolProperties.Policy policy, String name) {
		return String.valueOf(switch (name) {
			case "weight" -> policy.getWeight();
			case "priority" -> policy.getPriority();
			case "load" -> policy.getLoad();
			case "degradation" -> policy.getDegradation();
			case "weight-dpf" -> policy.getWeightDpf();
			case "load-dpf" -> policy.getLoadDpf();
			default -> policy.getDistance();
		});
	}

	/** The names of the words, in the order of the wire. */
	static List<String> names(PolicyType type) {
		return switch (type) {
			case ROUND_ROBIN, RANDOM -> List.of();
			case WEIGHTED_ROUND_ROBIN, WEIGHTED_RANDOM -> List.of("weight");
			case PRIORITY -> List.of("priority");
			case LEAST_USED, RANDOMIZED_LEAST_USED -> List.of("load");
			case LEAST_USED_DEGRADATION, PRIORITY_LEAST_USED, RANDOMIZED_PRIORITY_LEAST_USED,
					RANDOMIZED_LEAST_USED_DEGRADATION, PRIORITY_LEAST_USED_DEGRADATION,
					RANDOMIZED_PRIORITY_LEAST_USED_DEGRADATION ->
				List.of("load", "degradation");
			case WEIGHTED_RANDOM_DPF -> List.of("weight", "weight-dpf", "distance");
			case LEAST_USED_DPF -> List.of("load", "load-dpf", "distance");
			case LEAST_USED_DEGRADATION_DPF -> List.of("load", "degradation", "load-dpf", "distance");
		};
	}

}
