package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;

/**
 * Least used and its relatives: the lowest key first, equals in turn (RFC 5356 sections
 * 4.6 to 4.8, rsplib's PLUD, LU-DPF and LUD-DPF). Keys stop at 100 %.
 */
final class LeastUsedPolicy extends PoolPolicy {

	static final LeastUsedPolicy LU = new LeastUsedPolicy(false, false, false);

	static final LeastUsedPolicy LUD = new LeastUsedPolicy(true, false, false);

	static final LeastUsedPolicy PLU = new LeastUsedPolicy(false, true, false);

	static final LeastUsedPolicy PLUD = new LeastUsedPolicy(true, true, false);

	static final LeastUsedPolicy LU_DPF = new LeastUsedPolicy(false, false, true);

	static final LeastUsedPolicy LUD_DPF = new LeastUsedPolicy(true, false, true);

	private final boolean counted;

	private final boolean once;

	private final boolean penalised;

	private LeastUsedPolicy(boolean counted, boolean once, boolean penalised) {
		this.counted = counted;
		this.once = once;
		this.penalised = penalised;
	}

	@Override
	MemberIndex newIndex(Pool pool) {
		return new HeapIndex(pool);
	}

	@Override
	long value(MemberSelectionPolicy values, int counter) {
		long load = unsigned(values.word0());
		if (this.counted || this.once) {
			long degradation = unsigned(values.word1());
			load += (this.once ? degradation : 0);
			load += (this.counted ? degradation * counter : 0);
		}
		if (this.penalised) {
			load += this.counted ? penalty(values.word2(), values.word3()) : penalty(values.word1(), values.word2());
		}
		return Math.min(FULL, load);
	}

	@Override
	boolean degrades() {
		return this.counted;
	}

}
