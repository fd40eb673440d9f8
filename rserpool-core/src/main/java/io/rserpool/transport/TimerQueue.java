package io.rserpool.transport;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Timers of one machine in the order of their deadlines: a binary heap whose entries know
 * their place, so that one can be taken out without a search. One that is put off stays
 * where it is until it comes up, as most are put off again and again. A machine sets and
 * cancels a timer for almost each message; the loop's own timers cost too much for that.
 * Confined to one thread.
 */
final class TimerQueue {

	private Entry[] heap = new Entry[64];

	private int size;

	/** The entry that is due first, or null. */
	@Nullable Entry first() {
		while (this.size > 0) {
			Entry first = this.heap[0];
			if (first.place == first.deadline) {
				return first;
			}
			first.place = first.deadline;
			down(first);
		}
		return null;
	}

	void add(Entry entry, long deadline) {
		if (this.size == this.heap.length) {
			this.heap = Arrays.copyOf(this.heap, 2 * this.size);
		}
		entry.deadline = deadline;
		entry.place = deadline;
		place(entry, this.size++);
		up(entry);
	}

	/** Moves an entry that is in the queue. */
	void move(Entry entry, long deadline) {
		entry.deadline = deadline;
		if (deadline < entry.place) {
			entry.place = deadline;
			up(entry);
		}
	}

	/** Takes an entry out; nothing happens if it is not in the queue. */
	void remove(Entry entry) {
		int index = entry.index;
		if (index < 0) {
			return;
		}
		entry.index = -1;
		Entry last = this.heap[--this.size];
		if (last != entry) {
			place(last, index);
			up(last);
			down(last);
		}
	}

	int size() {
		return this.size;
	}

	private void up(Entry entry) {
		while (entry.index > 0) {
			Entry parent = this.heap[(entry.index - 1) / 2];
			if (parent.place <= entry.place) {
				return;
			}
			swap(parent, entry);
		}
	}

	private void down(Entry entry) {
		while (true) {
			int child = 2 * entry.index + 1;
			if (child >= this.size) {
				return;
			}
			if (child + 1 < this.size && this.heap[child + 1].place < this.heap[child].place) {
				child++;
			}
			Entry least = this.heap[child];
			if (entry.place <= least.place) {
				return;
			}
			swap(entry, least);
		}
	}

	private void swap(Entry parent, Entry child) {
		int index = parent.index;
		place(parent, child.index);
		place(child, index);
	}

	private void place(Entry entry, int index) {
		this.heap[index] = entry;
		entry.index = index;
	}

	/**
	 * A timer.
	 */
	abstract static class Entry {

		private long deadline;

		/** What the heap is ordered by: never later than the deadline. */
		private long place;

		private int index = -1;

		final long deadline() {
			return this.deadline;
		}

		final boolean isQueued() {
			return this.index >= 0;
		}

	}

}
