package io.rserpool.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Values by sequence numbers, which are not objects: one is put in and taken out for each
 * request. The numbers under way are mostly neighbours: side by side in the table they
 * would be one long run, through which each removal would have to look. So they are
 * scattered. An empty map has no table. Confined to one thread.
 */
final class SequenceMap<V> {

	private static final int LEAST = 4;

	/** 2^64 divided by the golden ratio: it spreads neighbours over the upper bits. */
	private static final long SCATTER = 0x9E3779B97F4A7C15L;

	private static final long[] NO_KEYS = {};

	private static final Object[] NO_VALUES = {};

	private long[] keys = NO_KEYS;

	/** Null where nothing is. */
	private @Nullable Object[] values = NO_VALUES;

	private int size;

	int size() {
		return this.size;
	}

	/** Puts in a value whose key is not there. */
	void put(long key, V value) {
		if (2 * this.size >= this.keys.length) {
			resize(Math.max(LEAST, 2 * this.keys.length));
		}
		insert(key, value);
		this.size++;
	}

	private void insert(long key, Object value) {
		int index = place(key);
		this.keys[index] = key;
		this.values[index] = value;
	}

	private void resize(int length) {
		long[] oldKeys = this.keys;
		@Nullable Object[] oldValues = this.values;
		this.keys = new long[length];
		this.values = new @Nullable Object[length];
		for (int i = 0; i < oldKeys.length; i++) {
			Object value = oldValues[i];
			if (value != null) {
				insert(oldKeys[i], value);
			}
		}
	}

	/** Where the key is, unless others are in its way. The size is a power of two. */
	private int home(long key) {
		return (int) ((key * SCATTER) >>> (Long.numberOfLeadingZeros(this.keys.length) + 1));
	}

	/** Where the key is, or could be put. */
	private int place(long key) {
		int mask = this.keys.length - 1;
		int index = home(key);
		while (this.values[index] != null && this.keys[index] != key) {
			index = (index + 1) & mask;
		}
		return index;
	}

	/** Takes a value out; null if it is not there. */
	@Nullable V remove(long key) {
		if (this.size == 0) {
			return null;
		}
		int index = place(key);
		V value = value(index);
		if (value != null) {
			this.size--;
			close(index);
		}
		return value;
	}

	@SuppressWarnings("unchecked") // only values are put in
	private @Nullable V value(int index) {
		return (V) this.values[index];
	}

	/** Moves up what stands behind a gap because of what was there. */
	private void close(int gap) {
		int mask = this.keys.length - 1;
		int hole = gap;
		int next = (gap + 1) & mask;
		while (this.values[next] != null) {
			if (((next - home(this.keys[next])) & mask) >= ((next - hole) & mask)) {
				this.keys[hole] = this.keys[next];
				this.values[hole] = this.values[next];
				hole = next;
			}
			next = (next + 1) & mask;
		}
		this.values[hole] = null;
	}

	/** Takes out what the condition holds for, in the order of the keys. */
	void removeIf(Predicate<V> condition) {
		if (this.size == 0) {
			return;
		}
		List<Long> sorted = new ArrayList<>(this.size);
		for (int i = 0; i < this.keys.length; i++) {
			if (this.values[i] != null) {
				sorted.add(this.keys[i]);
			}
		}
		sorted.sort(null);
		for (long key : sorted) {
			V value = value(place(key));
			if (value != null && condition.test(value)) {
				remove(key);
			}
		}
		if (this.size == 0) {
			this.keys = NO_KEYS;
			this.values = NO_VALUES;
		}
	}

}
