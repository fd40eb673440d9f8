package io.rserpool.handlespace;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The elements of a pool by identifier: open addressing with linear probing, at most
 * three quarters full, without tombstones.
 */
final class IdTable {

	private static final int MIN_CAPACITY = 4;

	private @Nullable PoolElementEntry[] slots = new PoolElementEntry[MIN_CAPACITY];

	private int size;

	int size() {
		return this.size;
	}

	/** Slots to look at with {@link #slot(int)}. */
	int capacity() {
		return this.slots.length;
	}

	@Nullable PoolElementEntry slot(int index) {
		return this.slots[index];
	}

	@Nullable PoolElementEntry get(int id, Workspace workspace) {
		int mask = this.slots.length - 1;
		for (int i = workspace.hash(id) & mask;; i = (i + 1) & mask) {
			PoolElementEntry entry = this.slots[i];
			if (entry == null || entry.id == id) {
				return entry;
			}
		}
	}

	/** Adds an entry whose identifier is not in the table. */
	void add(PoolElementEntry entry, Workspace workspace) {
		if (this.size >= this.slots.length - (this.slots.length >> 2)) {
			resize(this.slots.length * 2, workspace);
		}
		place(entry, workspace);
		this.size++;
	}

	void remove(PoolElementEntry entry, Workspace workspace) {
		int mask = this.slots.length - 1;
		int hole = workspace.hash(entry.id) & mask;
		while (this.slots[hole] != entry) {
			hole = (hole + 1) & mask;
		}
		int i = hole;
		while (true) {
			i = (i + 1) & mask;
			PoolElementEntry follower = this.slots[i];
			if (follower == null) {
				break;
			}
			int wanted = workspace.hash(follower.id) & mask;
			if (((i - wanted) & mask) >= ((i - hole) & mask)) {
				this.slots[hole] = follower;
				hole = i;
			}
		}
		this.slots[hole] = null;
		this.size--;
		if (this.slots.length > 4 * MIN_CAPACITY && this.size < this.slots.length >> 3) {
			resize(this.slots.length >> 1, workspace);
		}
	}

	/** Collects the entries with an identifier above the given one, in any order. */
	PoolElementEntry[] above(long id) {
		PoolElementEntry[] found = new PoolElementEntry[this.size];
		int count = 0;
		for (PoolElementEntry entry : this.slots) {
			if (entry != null && Integer.toUnsignedLong(entry.id) > id) {
				found[count++] = entry;
			}
		}
		return Arrays.copyOf(found, count);
	}

	/** Returns all identifiers in unsigned order. */
	int[] sortedIds() {
		int[] ids = new int[this.size];
		int count = 0;
		for (PoolElementEntry entry : this.slots) {
			if (entry != null) {
				ids[count++] = entry.id;
			}
		}
		IdView.sortUnsigned(ids, count);
		return ids;
	}

	private void resize(int capacity, Workspace workspace) {
		@Nullable PoolElementEntry[] old = this.slots;
		this.slots = new PoolElementEntry[capacity];
		for (PoolElementEntry entry : old) {
			if (entry != null) {
				place(entry, workspace);
			}
		}
	}

	private void place(PoolElementEntry entry, Workspace workspace) {
		int mask = this.slots.length - 1;
		int i = workspace.hash(entry.id) & mask;
		while (this.slots[i] != null) {
			i = (i + 1) & mask;
		}
		this.slots[i] = entry;
	}

}
