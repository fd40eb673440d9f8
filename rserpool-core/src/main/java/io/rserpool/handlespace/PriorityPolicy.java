package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Priority: the highest first, equals in turn (RFC 5356 section 4.5).
 */
final class PriorityPolicy extends PoolPolicy {

	static final PriorityPolicy INSTANCE = new PriorityPolicy();

	@Override
	MemberIndex newIndex(Pool pool) {
		return new HeapIndex(pool);
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		return FULL - unsigned(values.word0());
	}

}
