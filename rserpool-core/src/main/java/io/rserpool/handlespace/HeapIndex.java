package io.rserpool.handlespace;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Elements in the order of (value, seq): a heap with four children a node. Values and
 * places stand in one array of numbers, so that a walk through the heap does not touch
 * the entries, which would each cost a cache miss. All operations take O(log n) steps, an
 * insertion mostly one or two; n first elements O(n log n).
 */
class HeapIndex extends MemberIndex {

	private static final int ARITY_BITS = 2;

	/** So many first elements are listed without a heap of their own. */
	private static final int FEW = 64;

	private final Pool pool;

	private @Nullable PoolElementEntry[] members = new PoolElementEntry[4];

	/** Value and seq of each member, from {@link #slot(int)} on. */
	private long[] keys = new long[slot(4)];

	private int size;

	HeapIndex(Pool pool) {
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
		raise(this.size++, entry, value, entry.seq, workspace);
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		int last = --this.size;
		PoolElementEntry moved = at(last);
		this.members[last] = null;
		if (moved != entry) {
			place(entry.position, moved, this.keys[slot(last)], this.keys[slot(last) + 1], workspace);
		}
		if (this.members.length > 8 && this.size < this.members.length >> 2) {
			resize(this.members.length >> 1);
		}
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
		if (this.keys[slot(entry.position)] != value) {
			place(entry.position, entry, value, entry.seq, workspace);
		}
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = first(n, out, workspace);
		PoolPolicy policy = this.pool.poolPolicy();
		int raised = 0;
		if (policy.degrades()) {
			raised = (workspace.ludIncrement == LudIncrement.ALL) ? count : 1;
		}
		for (int i = 0; i < Math.max(raised, 1); i++) {
			PoolElementEntry entry = out[i];
			long value = key(entry);
			if (i == 0) {
				entry.seq = this.pool.nextSeq();
			}
			if (i < raised) {
				entry.counter++;
				value = policy.value(entry.parameter.policy(), entry.counter);
			}
			place(entry.position, entry, value, entry.seq, workspace);
		}
		return count;
	}

	/** Lists the first n members without any change of state. */
	final int first(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = Math.min(n, this.size);
		if (count == 1) {
			out[0] = at(0);
			return 1;
		}
		if (count <= FEW) {
			firstFew(count, out, workspace);
		}
		else {
			firstMany(count, out, workspace);
		}
		return count;
	}

	/** Keeps the nodes that may come next sorted, and no more of them than are needed. */
	private void firstFew(int count, PoolElementEntry[] out, Workspace workspace) {
		int[] next = workspace.frontier(count + 1);
		next[0] = 0;
		int end = 1;
		int steps = 0;
		for (int i = 0; i < count; i++) {
			int node = next[i];
			out[i] = at(node);
			int child = (node << ARITY_BITS) + 1;
			int last = Math.min(child + (1 << ARITY_BITS), this.size);
			for (; child < last; child++) {
				int place = end;
				while (place > i + 1 && isNodeBefore(child, next[place - 1])) {
					next[place] = next[place - 1];
					place--;
				}
				next[place] = child;
				steps += end - place + 1;
				end = Math.min(end + 1, count);
			}
		}
		workspace.steps += steps;
	}

	/** Keeps the nodes that may come next in a heap with two children a node. */
	private void firstMany(int count, PoolElementEntry[] out, Workspace workspace) {
		int[] frontier = workspace.frontier(count * (1 << ARITY_BITS) + 1);
		int length = 1;
		frontier[0] = 0;
		for (int i = 0; i < count; i++) {
			int node = frontier[0];
			out[i] = at(node);
			int child = (node << ARITY_BITS) + 1;
			int end = Math.min(child + (1 << ARITY_BITS), this.size);
			sink(frontier, (child < end) ? child++ : frontier[--length], length, workspace);
			for (; child < end; child++) {
				rise(frontier, child, length++, workspace);
			}
		}
	}

	final long key(PoolElementEntry entry) {
		return this.keys[slot(entry.position)];
	}

	/** Puts a member where it belongs, beginning at a node that is free. */
	final void place(int start, PoolElementEntry entry, long value, long seq, Workspace workspace) {
		int parent = (start - 1) >> ARITY_BITS;
		if (start > 0 && isBefore(value, seq, parent)) {
			raise(start, entry, value, seq, workspace);
		}
		else {
			lower(start, entry, value, seq, workspace);
		}
		workspace.steps++;
	}

	private void raise(int start, PoolElementEntry entry, long value, long seq, Workspace workspace) {
		int node = start;
		while (node > 0) {
			int parent = (node - 1) >> ARITY_BITS;
			workspace.steps++;
			if (!isBefore(value, seq, parent)) {
				break;
			}
			move(parent, node);
			node = parent;
		}
		put(node, entry, value, seq);
	}

	private void lower(int start, PoolElementEntry entry, long value, long seq, Workspace workspace) {
		int node = start;
		int steps = 0;
		while (true) {
			int child = (node << ARITY_BITS) + 1;
			if (child >= this.size) {
				break;
			}
			int end = Math.min(child + (1 << ARITY_BITS), this.size);
			int best = child;
			for (int other = child + 1; other < end; other++) {
				if (isBefore(this.keys[slot(other)], this.keys[slot(other) + 1], best)) {
					best = other;
				}
			}
			steps += end - child;
			if (isBefore(value, seq, best)) {
				break;
			}
			move(best, node);
			node = best;
		}
		put(node, entry, value, seq);
		workspace.steps += steps;
	}

	/**
	 * Differences, not values, decide: virtual deadlines wrap around, and all other
	 * values have 32 bits.
	 */
	private boolean isBefore(long value, long seq, int node) {
		long difference = value - this.keys[slot(node)];
		return (difference != 0) ? difference < 0 : seq < this.keys[slot(node) + 1];
	}

	private void sink(int[] frontier, int moved, int length, Workspace workspace) {
		int place = 0;
		while (2 * place + 1 < length) {
			int child = 2 * place + 1;
			if (child + 1 < length && isNodeBefore(frontier[child + 1], frontier[child])) {
				child++;
			}
			workspace.steps += 2;
			if (!isNodeBefore(frontier[child], moved)) {
				break;
			}
			frontier[place] = frontier[child];
			place = child;
		}
		frontier[place] = moved;
	}

	private void rise(int[] frontier, int added, int end, Workspace workspace) {
		int place = end;
		while (place > 0) {
			int parent = (place - 1) >> 1;
			workspace.steps++;
			if (!isNodeBefore(added, frontier[parent])) {
				break;
			}
			frontier[place] = frontier[parent];
			place = parent;
		}
		frontier[place] = added;
	}

	private boolean isNodeBefore(int a, int b) {
		return isBefore(this.keys[slot(a)], this.keys[slot(a) + 1], b);
	}

	private void move(int from, int to) {
		put(to, at(from), this.keys[slot(from)], this.keys[slot(from) + 1]);
	}

	private void put(int node, PoolElementEntry entry, long value, long seq) {
		this.members[node] = entry;
		this.keys[slot(node)] = value;
		this.keys[slot(node) + 1] = seq;
		entry.position = node;
	}

	/**
	 * Where a node's key is. With the header of an array and two empty places in front,
	 * siblings share a cache line in large arrays, which begin at a multiple of 64.
	 */
	private static int slot(int node) {
		return 2 * node + 4;
	}

	private PoolElementEntry at(int node) {
		PoolElementEntry entry = this.members[node];
		if (entry == null) {
			throw new AssertionError("No member at " + node + " of " + this.size);
		}
		return entry;
	}

	private void resize(int capacity) {
		this.members = Arrays.copyOf(this.members, capacity);
		this.keys = Arrays.copyOf(this.keys, slot(capacity));
	}

}
