package io.rserpool.handlespace;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Elements that are drawn by weight, without replacement: a Fenwick tree of partial sums.
 * A draw, an insertion, a removal and a change of weight take O(log n) steps.
 */
final class WeightedRandomIndex extends MemberIndex {

	private final Pool pool;

	private @Nullable PoolElementEntry[] members = new PoolElementEntry[4];

	/** Element i holds the sum of the weights of members (i - lowbit(i), i], from 1. */
	private long[] sums = new long[5];

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
		int node = this.size;
		long sum = value;
		for (int child = node - 1; child > (node & node - 1); child &= child - 1) {
			sum += this.sums[child];
			workspace.steps++;
		}
		this.sums[node] = sum;
		this.total += value;
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		PoolElementEntry last = at(this.size - 1);
		if (last != entry) {
			shift(entry.position, last.key - entry.key, workspace);
			put(entry.position, last);
			this.total += last.key - entry.key;
		}
		this.total -= last.key;
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
		long left = this.total;
		for (int i = 0; i < count; i++) {
			PoolElementEntry drawn = at(find(workspace.random.nextLong(left), workspace));
			out[i] = drawn;
			if (i < count - 1) {
				shift(drawn.position, -drawn.key, workspace);
				left -= drawn.key;
			}
		}
		for (int i = 0; i < count - 1; i++) {
			shift(out[i].position, out[i].key, workspace);
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
		for (int step = Integer.highestOneBit(this.size); step != 0; step >>= 1) {
			int next = node + step;
			if (next <= this.size && this.sums[next] <= rest) {
				rest -= this.sums[next];
				node = next;
			}
			workspace.steps++;
		}
		return node;
	}

	private void shift(int position, long difference, Workspace workspace) {
		for (int node = position + 1; node <= this.size; node += node & -node) {
			this.sums[node] += difference;
			workspace.steps++;
		}
	}

	private void resize(int capacity) {
		this.members = Arrays.copyOf(this.members, capacity);
		this.sums = Arrays.copyOf(this.sums, capacity + 1);
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
