package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The identifiers of a large pool in order, made when somebody pages through the pool. It
 * may name elements that are gone; new ones wait unsorted and are merged when they are
 * many. With many changes and no reader it becomes {@link #isStale() stale} and is thrown
 * away, so a pool that nobody pages through pays nothing.
 */
final class IdView {

	private static final int MERGE_ABOVE = 1024;

	private int[] sorted;

	private int[] added = new int[16];

	private int addedCount;

	private int removedCount;

	IdView(int[] sorted) {
		this.sorted = sorted;
	}

	void add(int id) {
		if (this.addedCount == this.added.length) {
			this.added = Arrays.copyOf(this.added, this.addedCount * 2);
		}
		this.added[this.addedCount++] = id;
	}

	void remove() {
		this.removedCount++;
	}

	boolean isStale() {
		return Math.max(this.addedCount, this.removedCount) > MERGE_ABOVE + (this.sorted.length >> 1);
	}

	/** Lists the elements of the table whose identifiers follow the given one. */
	List<PoolElementEntry> page(long after, int limit, IdTable table, Workspace workspace) {
		sortUnsigned(this.added, this.addedCount);
		if (this.addedCount > MERGE_ABOVE) {
			merge();
			this.addedCount = 0;
		}
		List<PoolElementEntry> page = new ArrayList<>(Math.min(limit, table.size()));
		int i = firstAbove(this.sorted, this.sorted.length, after);
		int j = firstAbove(this.added, this.addedCount, after);
		while (page.size() < limit && (i < this.sorted.length || j < this.addedCount)) {
			int id = isSortedNext(i, j) ? this.sorted[i++] : this.added[j++];
			PoolElementEntry entry = table.get(id, workspace);
			boolean repeated = !page.isEmpty() && page.get(page.size() - 1) == entry;
			if (entry != null && !repeated) {
				page.add(entry);
			}
		}
		return page;
	}

	private boolean isSortedNext(int i, int j) {
		return j == this.addedCount
				|| i < this.sorted.length && Integer.compareUnsigned(this.sorted[i], this.added[j]) <= 0;
	}

	/** The index of the first identifier above the given one. */
	private static int firstAbove(int[] ids, int count, long id) {
		int low = 0;
		int high = count;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (Integer.toUnsignedLong(ids[middle]) > id) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

	static void sortUnsigned(int[] ids, int count) {
		for (int i = 0; i < count; i++) {
			ids[i] ^= Integer.MIN_VALUE;
		}
		Arrays.sort(ids, 0, count);
		for (int i = 0; i < count; i++) {
			ids[i] ^= Integer.MIN_VALUE;
		}
	}

	private void merge() {
		int[] merged = new int[this.sorted.length + this.addedCount];
		int count = 0;
		int i = 0;
		int j = 0;
		while (i < this.sorted.length || j < this.addedCount) {
			int next = isSortedNext(i, j) ? this.sorted[i++] : this.added[j++];
			if (count == 0 || merged[count - 1] != next) {
				merged[count++] = next;
			}
		}
		this.sorted = (count == merged.length) ? merged : Arrays.copyOf(merged, count);
	}

}
