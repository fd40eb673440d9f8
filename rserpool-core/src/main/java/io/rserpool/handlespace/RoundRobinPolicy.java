package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Round robin: in the order of {@code seq} (RFC 5356 section 4.1).
 */
final class RoundRobinPolicy extends PoolPolicy {

	static final RoundRobinPolicy INSTANCE = new RoundRobinPolicy();

	@Override
	MemberIndex newIndex(Pool pool) {
		return new RoundRobinIndex(pool);
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		return 0;
	}

}
