package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Random: all alike (RFC 5356 section 4.3).
 */
final class RandomPolicy extends PoolPolicy {

	static final RandomPolicy INSTANCE = new RandomPolicy();

	@Override
	MemberIndex newIndex(Pool pool) {
		return new RandomIndex();
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		return 0;
	}

}
