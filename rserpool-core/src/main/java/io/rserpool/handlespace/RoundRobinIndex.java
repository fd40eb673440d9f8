package io.rserpool.handlespace;

import org.jspecify.annotations.Nullable;

/**
 * Elements in the order of {@code seq} alone: a linked list through the entries, whose
 * head moves to the tail when it is selected.
 */
final class RoundRobinIndex extends MemberIndex {

	/**
	 * How far an element that comes back looks for its old place before it joins at the
	 * tail like a new one.
	 */
	private static final int PATIENCE = 64;

	private final Pool pool;

	private @Nullable PoolElementEntry head;

	private @Nullable PoolElementEntry tail;

	private int size;

	RoundRobinIndex(Pool pool) {
		this.pool = pool;
	}

	@Override
	int size() {
		return this.size;
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		PoolElementEntry last = this.tail;
		if (last == null || last.seq < entry.seq) {
			link(last, entry, null);
		}
		else {
			// It was away: the others have passed it, so its place is near the head.
			PoolElementEntry next = this.head;
			for (int i = 0; i < PATIENCE && next != null && next.seq < entry.seq; i++) {
				next = next.right;
				workspace.steps++;
			}
			if (next != null && next.seq < entry.seq) {
				entry.seq = this.pool.nextSeq();
				next = null;
			}
			link((next != null) ? next.left : last, entry, next);
		}
		this.size++;
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		unlink(entry);
		this.size--;
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = 0;
		for (PoolElementEntry entry = this.head; entry != null && count < n; entry = entry.right) {
			out[count++] = entry;
		}
		PoolElementEntry first = out[0];
		first.seq = this.pool.nextSeq();
		if (first != this.tail) {
			unlink(first);
			link(this.tail, first, null);
		}
		workspace.steps += count;
		return count;
	}

	private void link(@Nullable PoolElementEntry previous, PoolElementEntry entry, @Nullable PoolElementEntry next) {
		entry.left = previous;
		entry.right = next;
		if (previous != null) {
			previous.right = entry;
		}
		else {
			this.head = entry;
		}
		if (next != null) {
			next.left = entry;
		}
		else {
			this.tail = entry;
		}
	}

	private void unlink(PoolElementEntry entry) {
		PoolElementEntry previous = entry.left;
		PoolElementEntry next = entry.right;
		if (previous != null) {
			previous.right = next;
		}
		else {
			this.head = next;
		}
		if (next != null) {
			next.left = previous;
		}
		else {
			this.tail = previous;
		}
		entry.left = null;
		entry.right = null;
	}

}
