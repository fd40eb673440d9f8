package io.rserpool.handlespace;

/**
 * Weighted round robin: the exact smooth algorithm up to {@value #SMOOTH_LIMIT}
 * elements, virtual deadlines above. The smooth sequence has no known form that costs
 * less than a look at every element in each step; deadlines give the same shares in each
 * period and an even spread in O(log n). Where a pool grows or shrinks from one to the
 * other, which takes a factor of two, the rotation starts anew.
 */
final class WeightedRoundRobinIndex extends MemberIndex {

	static final int SMOOTH_LIMIT = 64;

	private final Pool pool;

	private MemberIndex index = new SmoothIndex();

	WeightedRoundRobinIndex(Pool pool) {
		this.pool = pool;
	}

	@Override
	int size() {
		return this.index.size();
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		if (this.index instanceof SmoothIndex smooth && smooth.size() == SMOOTH_LIMIT) {
			StrideIndex stride = new StrideIndex(this.pool);
			for (int i = 0; i < SMOOTH_LIMIT; i++) {
				PoolElementEntry member = smooth.at(i);
				stride.add(member, member.key, workspace);
			}
			this.index = stride;
		}
		this.index.add(entry, value, workspace);
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		this.index.remove(entry, workspace);
		if (this.index instanceof StrideIndex stride && stride.size() == SMOOTH_LIMIT / 2) {
			PoolElementEntry[] members = new PoolElementEntry[stride.size()];
			stride.first(members.length, members, workspace);
			SmoothIndex smooth = new SmoothIndex();
			for (PoolElementEntry member : members) {
				smooth.add(member, this.pool.poolPolicy().value(member.parameter.policy(), 0), workspace);
			}
			this.index = smooth;
		}
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
		this.index.update(entry, value, workspace);
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		return this.index.select(n, out, workspace);
	}

}
