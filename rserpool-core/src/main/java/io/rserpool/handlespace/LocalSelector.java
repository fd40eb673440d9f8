package io.rserpool.handlespace;

import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementParameter;
import org.jspecify.annotations.Nullable;

/**
 * How a pool user selects from a received list: a pure function of the turn, so that
 * threads share no more than a counter.
 */
abstract class LocalSelector {

	static LocalSelector of(@Nullable PolicyType type, PoolElementParameter[] elements, boolean strictRfc, long seed) {
		int size = elements.length;
		if (type == null || size == 0) {
			return new FirstSelector();
		}
		return switch (type) {
			case ROUND_ROBIN -> new TurnSelector(size);
			case WEIGHTED_ROUND_ROBIN ->
				strictRfc ? new TurnSelector(size) : new WeightedTurnSelector(weights(type, elements));
			case RANDOM -> new UniformSelector(size, seed);
			case WEIGHTED_RANDOM, WEIGHTED_RANDOM_DPF, RANDOMIZED_LEAST_USED, RANDOMIZED_LEAST_USED_DEGRADATION,
					RANDOMIZED_PRIORITY_LEAST_USED, RANDOMIZED_PRIORITY_LEAST_USED_DEGRADATION ->
				strictRfc ? new UniformSelector(size, seed) : new WeightedSelector(weights(type, elements), seed);
			case PRIORITY, LEAST_USED, LEAST_USED_DEGRADATION, PRIORITY_LEAST_USED, PRIORITY_LEAST_USED_DEGRADATION,
					LEAST_USED_DPF, LEAST_USED_DEGRADATION_DPF ->
				new FirstSelector();
		};
	}

	/**
	 * Returns the index of the element for a turn, or -1 if none can serve.
	 * @param turn counts from 0
	 */
	abstract int select(long turn);

	/** Whether it is always the first. */
	boolean isFixed() {
		return false;
	}

	/** Whether turns walk through the list, each element once and around. */
	boolean isWalk() {
		return false;
	}

	/**
	 * Returns the next turn of a list without the given element.
	 */
	long turnsWithout(long turn, int removed) {
		return turn;
	}

	/** Mixes a counter into 64 random bits (the finalizer of SplitMix64). */
	static long mix(long value) {
		long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
		z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
		return z ^ z >>> 31;
	}

	/** The random bits of a turn. */
	static long bits(long seed, long turn) {
		return mix(seed + (turn + 1) * 0x9e3779b97f4a7c15L);
	}

	/** The upper half of an unsigned product: scales random bits to [0, bound). */
	static long scale(long bits, long bound) {
		return Math.multiplyHigh(bits, bound) + (bits >> 63 & bound);
	}

	/** The values are the elements' own, their meaning is that of the overall type. */
	private static long[] weights(PolicyType type, PoolElementParameter[] elements) {
		PoolPolicy policy = PoolPolicy.of(type.code());
		long[] weights = new long[elements.length];
		for (int i = 0; i < weights.length; i++) {
			weights[i] = policy.value(elements[i].policy(), 0);
		}
		return weights;
	}

}
