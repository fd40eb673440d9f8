package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Round robin: sorted by {@code seq} alone (RFC 5356 section 4.1).
 */
final class RoundRobinPolicy extends PoolPolicy {

	static final RoundRobinPolicy INSTANCE = new RoundRobinPolicy();

	@Override
	MemberIndex newIndex(Pool pool) {
		return new SortedIndex(pool);
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		return 0;
	}

}
