package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Weighted random (RFC 5356 section 4.4), and rsplib's form with a distance penalty.
 */
final class WeightedRandomPolicy extends PoolPolicy {

	static final WeightedRandomPolicy PLAIN = new WeightedRandomPolicy(false);

	static final WeightedRandomPolicy DPF = new WeightedRandomPolicy(true);

	private final boolean penalised;

	private WeightedRandomPolicy(boolean penalised) {
		this.penalised = penalised;
	}

	@Override
	MemberIndex newIndex(Pool pool) {
		return new WeightedRandomIndex(pool);
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		long weight = unsigned(values.word0());
		if (!this.penalised || weight == 0) {
			return weight;
		}
		double penalty = (double) penalty(values.word1(), values.word2()) / FULL;
		return Math.max(1, weight - Math.round(weight * penalty));
	}

	@Override
	boolean isWeighted() {
		return true;
	}

}
