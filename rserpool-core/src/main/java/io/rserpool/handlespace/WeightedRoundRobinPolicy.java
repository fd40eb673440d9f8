package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Weighted round robin (RFC 5356 section 4.2, [Q-6]).
 */
final class WeightedRoundRobinPolicy extends PoolPolicy {

	static final WeightedRoundRobinPolicy INSTANCE = new WeightedRoundRobinPolicy();

	@Override
	MemberIndex newIndex(Pool pool) {
		return new WeightedRoundRobinIndex(pool);
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		return unsigned(values.word0());
	}

	@Override
	boolean isWeighted() {
		return true;
	}

}
