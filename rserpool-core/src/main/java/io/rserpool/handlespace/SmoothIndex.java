package io.rserpool.handlespace;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Weighted round robin by the smooth algorithm, exact, for few elements: each step
 * looks at all of them. Members stand in the order of registration, which decides ties.
 */
final class SmoothIndex extends MemberIndex {

	private @Nullable PoolElementEntry[] members = new PoolElementEntry[4];

	private long[] weights = new long[4];

	private long[] current = new long[4];

	private long total;

	private int size;

	@Override
	int size() {
		return this.size;
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		if (this.size == this.members.length) {
			int capacity = this.size * 2;
			this.members = Arrays.copyOf(this.members, capacity);
			this.weights = Arrays.copyOf(this.weights, capacity);
			this.current = Arrays.copyOf(this.current, capacity);
		}
		int place = this.size;
		while (place > 0 && at(place - 1).seq > entry.seq) {
			move(place - 1, place);
			place--;
		}
		entry.key = value;
		entry.position = place;
		this.members[place] = entry;
		this.weights[place] = value;
		this.current[place] = 0;
		this.total += value;
		this.size++;
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		this.total -= entry.key;
		for (int i = entry.position + 1; i < this.size; i++) {
			move(i, i - 1);
		}
		this.members[--this.size] = null;
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
		this.total += value - entry.key;
		entry.key = value;
		this.weights[entry.position] = value;
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = Math.min(n, this.size);
		out[0] = at(step(this.current, 0L, false));
		workspace.steps += this.size;
		if (count > 1) {
			continueOnCopy(count, out, workspace);
		}
		return count;
	}

	/**
	 * Finds the elements after the first by further steps on a copy of the counters,
	 * skipping those listed already. Where weights differ so much that this would take
	 * long, listed elements no longer take part in the picks.
	 */
	private void continueOnCopy(int count, PoolElementEntry[] out, Workspace workspace) {
		long[] copy = workspace.scratch(this.size);
		System.arraycopy(this.current, 0, copy, 0, this.size);
		long listed = 1L << out[0].position;
		int patience = 16 * this.size;
		for (int i = 1; i < count; patience--) {
			int picked = step(copy, listed, patience <= 0);
			workspace.steps += this.size;
			if ((listed & 1L << picked) == 0) {
				listed |= 1L << picked;
				out[i++] = at(picked);
			}
		}
	}

	/** One step: all counters rise by their weights, the highest is picked and pays. */
	private int step(long[] counters, long listed, boolean onlyUnlisted) {
		int best = -1;
		long highest = Long.MIN_VALUE;
		for (int i = 0; i < this.size; i++) {
			long counter = counters[i] + this.weights[i];
			counters[i] = counter;
			if (counter > highest && !(onlyUnlisted && (listed & 1L << i) != 0)) {
				highest = counter;
				best = i;
			}
		}
		counters[best] -= this.total;
		return best;
	}

	PoolElementEntry at(int position) {
		PoolElementEntry entry = this.members[position];
		if (entry == null) {
			throw new AssertionError("No member at " + position + " of " + this.size);
		}
		return entry;
	}

	private void move(int from, int to) {
		PoolElementEntry entry = at(from);
		this.members[to] = entry;
		this.weights[to] = this.weights[from];
		this.current[to] = this.current[from];
		entry.position = to;
	}

}
