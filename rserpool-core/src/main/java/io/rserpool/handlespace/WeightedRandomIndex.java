package io.rserpool.handlespace;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Elements that are drawn by weight, without replacement: a tree of partial sums with
 * eight children a node, each node's children side by side in one cache line. A draw, an
 * insertion, a removal and a change of weight take O(log n) steps.
 */
final class WeightedRandomIndex extends MemberIndex {

	private static final int ARITY_BITS = 3;

	private static final int ARITY = 1 << ARITY_BITS;

	private final Pool pool;

	private @Nullable PoolElementEntry[] members = new PoolElementEntry[4];

	/** Level 0 has the weights, each further level the sums of eight of the one below. */
	private long[][] levels = { new long[4] };

	private long total;

	private int size;

	WeightedRandomIndex(Pool pool) {
		this.pool = pool;
	}

	@Override
	int size() {
		return this.size;
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		if (this.size == this.members.length) {
			resize(this.size + (this.size >> 1));
		}
		entry.key = value;
		put(this.size++, entry);
		shift(entry.position, value, workspace);
		this.total += value;
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		PoolElementEntry last = at(this.size - 1);
		shift(last.position, -last.key, workspace);
		if (last != entry) {
			shift(entry.position, last.key - entry.key, workspace);
			put(entry.position, last);
		}
		this.total -= entry.key;
		this.members[--this.size] = null;
		if (this.members.length > 8 && this.size < this.members.length >> 2) {
			resize(this.members.length >> 1);
		}
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
		long difference = value - entry.key;
		if (difference != 0) {
			entry.key = value;
			this.total += difference;
			shift(entry.position, difference, workspace);
		}
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = Math.min(n, this.size);
		long[] drawnWeights = workspace.scratch(count);
		long left = this.total;
		for (int i = 0; i < count; i++) {
			int position = find(workspace.random.nextLong(left), workspace);
			out[i] = at(position);
			if (i < count - 1) {
				long weight = this.levels[0][position];
				drawnWeights[i] = weight;
				shift(position, -weight, workspace);
				left -= weight;
			}
		}
		for (int i = 0; i < count - 1; i++) {
			shift(out[i].position, drawnWeights[i], workspace);
		}
		degrade(out, count, workspace);
		return count;
	}

	private void degrade(PoolElementEntry[] out, int count, Workspace workspace) {
		PoolPolicy policy = this.pool.poolPolicy();
		if (policy.degrades()) {
			int raised = (workspace.ludIncrement == LudIncrement.ALL) ? count : 1;
			for (int i = 0; i < raised; i++) {
				PoolElementEntry entry = out[i];
				entry.counter++;
				update(entry, policy.value(entry.parameter.policy(), entry.counter), workspace);
			}
		}
	}

	/** The position of the member in whose share of the total the point lies. */
	private int find(long point, Workspace workspace) {
		long rest = point;
		int node = 0;
		int steps = 0;
		for (int level = this.levels.length - 1; level >= 0; level--) {
			long[] sums = this.levels[level];
			node <<= ARITY_BITS;
			while (sums[node] <= rest) {
				rest -= sums[node++];
				steps++;
			}
			steps++;
		}
		workspace.steps += steps;
		return node;
	}

	private void shift(int position, long difference, Workspace workspace) {
		int node = position;
		for (long[] level : this.levels) {
			level[node] += difference;
			node >>= ARITY_BITS;
		}
		workspace.steps += this.levels.length;
	}

	private void resize(int capacity) {
		this.members = Arrays.copyOf(this.members, capacity);
		int depth = 1;
		for (int width = capacity; width > ARITY; width = above(width)) {
			depth++;
		}
		long[][] resized = new long[depth][];
		resized[0] = Arrays.copyOf(this.levels[0], capacity);
		for (int level = 1; level < depth; level++) {
			long[] below = resized[level - 1];
			long[] sums = new long[above(below.length)];
			for (int i = 0; i < below.length; i++) {
				sums[i >> ARITY_BITS] += below[i];
			}
			resized[level] = sums;
		}
		this.levels = resized;
	}

	private static int above(int width) {
		return (width + ARITY - 1) >> ARITY_BITS;
	}

	private PoolElementEntry at(int position) {
		PoolElementEntry entry = this.members[position];
		if (entry == null) {
			throw new AssertionError("No member at " + position + " of " + this.size);
		}
		return entry;
	}

	private void put(int position, PoolElementEntry entry) {
		this.members[position] = entry;
		entry.position = position;
	}

}
