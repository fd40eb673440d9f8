package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Random by free capacity (RFC 5356 section 4.9, rsplib's RPLU, RLUD and RPLUD). A full
 * element keeps the weight 1, so that something can be selected when all are full.
 */
final class RandomizedLeastUsedPolicy extends PoolPolicy {

	static final RandomizedLeastUsedPolicy RLU = new RandomizedLeastUsedPolicy(false, false);

	static final RandomizedLeastUsedPolicy RLUD = new RandomizedLeastUsedPolicy(true, false);

	static final RandomizedLeastUsedPolicy RPLU = new RandomizedLeastUsedPolicy(false, true);

	static final RandomizedLeastUsedPolicy RPLUD = new RandomizedLeastUsedPolicy(true, true);

	private final boolean counted;

	private final boolean once;

	private RandomizedLeastUsedPolicy(boolean counted, boolean once) {
		this.counted = counted;
		this.once = once;
	}

	@Override
	MemberIndex newIndex(Pool pool) {
		return new WeightedRandomIndex(pool);
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		long load = unsigned(values.word0());
		long degradation = (this.counted || this.once) ? unsigned(values.word1()) : 0;
		load += (this.once ? degradation : 0);
		load += (this.counted ? degradation * counter : 0);
		return Math.max(1, FULL - load);
	}

	@Override
	boolean isWeighted() {
		return true;
	}

	@Override
	boolean degrades() {
		return this.counted;
	}

}
