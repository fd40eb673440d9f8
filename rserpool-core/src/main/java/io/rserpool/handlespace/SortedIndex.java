package io.rserpool.handlespace;

import org.jspecify.annotations.Nullable;

/**
 * Elements in the order of (value, seq): a treap through the entries, whose priorities
 * are secret hashes of the element identifiers. All operations take O(log n) steps; n
 * first elements O(n + log n).
 */
class SortedIndex extends MemberIndex {

	private final Pool pool;

	private @Nullable PoolElementEntry root;

	private int size;

	SortedIndex(Pool pool) {
		this.pool = pool;
	}

	@Override
	int size() {
		return this.size;
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		entry.key = value;
		insert(entry, workspace);
		this.size++;
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		unlink(entry, workspace);
		this.size--;
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
		if (entry.key != value) {
			unlink(entry, workspace);
			entry.key = value;
			insert(entry, workspace);
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
			unlink(entry, workspace);
			if (i == 0) {
				entry.seq = this.pool.nextSeq();
			}
			if (i < raised) {
				entry.counter++;
				entry.key = policy.value(entry.parameter.policy(), entry.counter);
			}
			insert(entry, workspace);
		}
		return count;
	}

	/** Lists the first n members without any change of state. */
	final int first(int n, PoolElementEntry[] out, Workspace workspace) {
		PoolElementEntry[] stack = workspace.stack;
		int depth = 0;
		int count = 0;
		int steps = 0;
		PoolElementEntry node = this.root;
		while (count < n && (node != null || depth > 0)) {
			while (node != null) {
				if (depth == stack.length) {
					stack = workspace.growStack();
				}
				stack[depth++] = node;
				node = node.left;
				steps++;
			}
			PoolElementEntry next = stack[--depth];
			out[count++] = next;
			node = next.right;
		}
		workspace.steps += steps;
		return count;
	}

	/**
	 * Differences, not values, decide: virtual deadlines wrap around, and all other
	 * values have 32 bits.
	 */
	private static boolean isBefore(PoolElementEntry a, PoolElementEntry b) {
		long difference = a.key - b.key;
		return (difference != 0) ? difference < 0 : a.seq < b.seq;
	}

	final void insert(PoolElementEntry entry, Workspace workspace) {
		int priority = workspace.hash(entry.id);
		PoolElementEntry parent = null;
		boolean leftOfParent = false;
		PoolElementEntry node = this.root;
		int steps = 0;
		while (node != null && workspace.hash(node.id) >= priority) {
			parent = node;
			leftOfParent = isBefore(entry, node);
			node = leftOfParent ? node.left : node.right;
			steps++;
		}
		// The rest of the path splits into what lies before and after the entry.
		PoolElementEntry before = null;
		PoolElementEntry after = null;
		entry.left = null;
		entry.right = null;
		while (node != null) {
			steps++;
			if (isBefore(node, entry)) {
				if (before == null) {
					entry.left = node;
				}
				else {
					before.right = node;
				}
				before = node;
				node = node.right;
			}
			else {
				if (after == null) {
					entry.right = node;
				}
				else {
					after.left = node;
				}
				after = node;
				node = node.left;
			}
		}
		if (before != null) {
			before.right = null;
		}
		if (after != null) {
			after.left = null;
		}
		link(parent, leftOfParent, entry);
		workspace.steps += steps;
	}

	final void unlink(PoolElementEntry entry, Workspace workspace) {
		PoolElementEntry parent = null;
		boolean leftOfParent = false;
		PoolElementEntry node = this.root;
		int steps = 0;
		while (node != entry) {
			if (node == null) {
				throw new AssertionError(entry + " is not in the index of its pool");
			}
			parent = node;
			leftOfParent = isBefore(entry, node);
			node = leftOfParent ? node.left : node.right;
			steps++;
		}
		PoolElementEntry a = entry.left;
		PoolElementEntry b = entry.right;
		entry.left = null;
		entry.right = null;
		while (a != null && b != null) {
			steps++;
			if (workspace.hash(a.id) >= workspace.hash(b.id)) {
				link(parent, leftOfParent, a);
				parent = a;
				leftOfParent = false;
				a = a.right;
			}
			else {
				link(parent, leftOfParent, b);
				parent = b;
				leftOfParent = true;
				b = b.left;
			}
		}
		link(parent, leftOfParent, (a != null) ? a : b);
		workspace.steps += steps;
	}

	private void link(@Nullable PoolElementEntry parent, boolean left, @Nullable PoolElementEntry child) {
		if (parent == null) {
			this.root = child;
		}
		else if (left) {
			parent.left = child;
		}
		else {
			parent.right = child;
		}
	}

}
