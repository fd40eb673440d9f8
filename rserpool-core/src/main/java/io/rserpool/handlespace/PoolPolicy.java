package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;

/**
 * How the elements of a pool are selected: what an element's policy values mean, and
 * which index arranges them (RFC 5356 section 4). Without state; all words are unsigned.
 */
abstract class PoolPolicy {

	/** Full load, and full capacity: 100 %. */
	static final long FULL = 0xffffffffL;

	/**
	 * Returns the policy for an overall policy code. One that is not known acts as round
	 * robin: such pools come only from other servers.
	 */
	static PoolPolicy of(int code) {
		PolicyType type = PolicyType.of(code);
		if (type == null) {
			return RoundRobinPolicy.INSTANCE;
		}
		return switch (type) {
			case ROUND_ROBIN -> RoundRobinPolicy.INSTANCE;
			case WEIGHTED_ROUND_ROBIN -> WeightedRoundRobinPolicy.INSTANCE;
			case RANDOM -> RandomPolicy.INSTANCE;
			case WEIGHTED_RANDOM -> WeightedRandomPolicy.PLAIN;
			case WEIGHTED_RANDOM_DPF -> WeightedRandomPolicy.DPF;
			case PRIORITY -> PriorityPolicy.INSTANCE;
			case LEAST_USED -> LeastUsedPolicy.LU;
			case LEAST_USED_DEGRADATION -> LeastUsedPolicy.LUD;
			case PRIORITY_LEAST_USED -> LeastUsedPolicy.PLU;
			case PRIORITY_LEAST_USED_DEGRADATION -> LeastUsedPolicy.PLUD;
			case LEAST_USED_DPF -> LeastUsedPolicy.LU_DPF;
			case LEAST_USED_DEGRADATION_DPF -> LeastUsedPolicy.LUD_DPF;
			case RANDOMIZED_LEAST_USED -> RandomizedLeastUsedPolicy.RLU;
			case RANDOMIZED_LEAST_USED_DEGRADATION -> RandomizedLeastUsedPolicy.RLUD;
			case RANDOMIZED_PRIORITY_LEAST_USED -> RandomizedLeastUsedPolicy.RPLU;
			case RANDOMIZED_PRIORITY_LEAST_USED_DEGRADATION -> RandomizedLeastUsedPolicy.RPLUD;
		};
	}

	/** Makes an empty index for a pool of this policy. */
	abstract MemberIndex newIndex(Pool pool);

	/**
	 * Returns the sort key or weight of an element.
	 * @param values the element's own policy values, of this policy's type
	 * @param counter degradation steps so far, unsigned
	 */
	abstract long value(MemberSelectionPolicy values, int counter);

	/** Whether the value is a weight, of which 0 means: cannot serve. */
	boolean isWeighted() {
		return false;
	}

	/** Whether a selection raises the degradation counter. */
	boolean degrades() {
		return false;
	}

	static long unsigned(int word) {
		return Integer.toUnsignedLong(word);
	}

	/**
	 * Returns the load that a distance adds: distance x DPF, at most 100 %. A penalty is
	 * a share of 0xffffffff and so is a load, so nothing needs to be divided.
	 */
	static long penalty(int dpf, int distance) {
		long product = unsigned(dpf) * unsigned(distance);
		return (product < 0 || product > FULL) ? FULL : product;
	}

}
