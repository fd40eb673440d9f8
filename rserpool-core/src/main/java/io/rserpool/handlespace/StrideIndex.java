package io.rserpool.handlespace;

/**
 * Weighted round robin for many elements in O(log n): each element has a virtual
 * deadline. An element of weight w has its deadlines in the middle of the w equal parts
 * of each period, so it is first exactly w times in each period and its turns are spread
 * as evenly as the others allow. The earliest deadline is next, ties go by the order of
 * registration. The elements after the first are those whose deadlines follow.
 */
final class StrideIndex extends HeapIndex {

	/**
	 * Length of a period. Pending deadlines lie within one period, so differences of
	 * wrapping numbers keep their order.
	 */
	private static final long PERIOD = 1L << 62;

	private static final long WEIGHT = 0xffffffffL;

	private long virtualTime;

	StrideIndex(Pool pool) {
		super(pool);
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		super.add(entry, start(entry, value), workspace);
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
		place(entry.position, entry, start(entry, value), entry.seq, workspace);
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = first(n, out, workspace);
		PoolElementEntry entry = out[0];
		long weight = entry.key & WEIGHT;
		long remainder = (entry.key >>> Integer.SIZE) + PERIOD % weight;
		long deadline = key(entry);
		this.virtualTime = deadline;
		deadline += PERIOD / weight;
		if (remainder >= weight) {
			remainder -= weight;
			deadline++;
		}
		entry.key = remainder << Integer.SIZE | weight;
		place(entry.position, entry, deadline, entry.seq, workspace);
		return count;
	}

	/**
	 * Returns the first deadline, half a part away. The entry keeps the remainder of the
	 * division, so that no period ever drifts, and beside it the weight, so that a
	 * selection needs no other object.
	 */
	private long start(PoolElementEntry entry, long weight) {
		entry.key = PERIOD / 2 % weight << Integer.SIZE | weight;
		return this.virtualTime + PERIOD / 2 / weight;
	}

}
