package io.rserpool.handlespace;

/**
 * Weighted round robin for many elements in O(log n): each element has a virtual
 * deadline. An element of weight w has its deadlines in the middle of the w equal parts
 * of each period, so it is first exactly w times in each period and its turns are spread
 * as evenly as the others allow. The earliest deadline is next, ties go by the order of
 * registration. The elements after the first are those whose deadlines follow.
 */
final class StrideIndex extends SortedIndex {

	/**
	 * Length of a period. Pending deadlines lie within 1.5 periods, so differences of
	 * wrapping numbers keep their order.
	 */
	private static final long PERIOD = 1L << 62;

	private long virtualTime;

	StrideIndex(Pool pool) {
		super(pool);
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		start(entry, value);
		super.add(entry, entry.key, workspace);
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
		unlink(entry, workspace);
		start(entry, value);
		insert(entry, workspace);
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = first(n, out, workspace);
		PoolElementEntry entry = out[0];
		long weight = weight(entry);
		unlink(entry, workspace);
		this.virtualTime = entry.key;
		long remainder = Integer.toUnsignedLong(entry.position) + PERIOD % weight;
		entry.key += PERIOD / weight;
		if (remainder >= weight) {
			remainder -= weight;
			entry.key++;
		}
		entry.position = (int) remainder;
		insert(entry, workspace);
		return count;
	}

	private void start(PoolElementEntry entry, long weight) {
		entry.key = this.virtualTime + PERIOD / 2 / weight;
		entry.position = (int) (PERIOD / 2 % weight);
	}

	private static long weight(PoolElementEntry entry) {
		return entry.pool.poolPolicy().value(entry.parameter.policy(), 0);
	}

}
