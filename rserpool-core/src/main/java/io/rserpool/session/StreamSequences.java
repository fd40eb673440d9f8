package io.rserpool.session;

/**
 * The next sequence number of each stream, in one direction of a connection: from 0,
 * modulo 2^16. Memory grows with the streams that are really used; stream 0 costs
 * nothing. Confined to one thread.
 */
final class StreamSequences {

	private static final int FIRST_CAPACITY = 8;

	private static final int[] NONE = new int[0];

	private int ofStreamZero;

	/** Entries with the stream in the upper half, never 0, and its next number. */
	private int[] others = NONE;

	private int size;

	/** Gives the next number of a stream away. */
	int take(int stream) {
		if (stream == 0) {
			int next = this.ofStreamZero;
			this.ofStreamZero = (next + 1) & 0xffff;
			return next;
		}
		int index = place(stream);
		int next = this.others[index] & 0xffff;
		this.others[index] = stream << 16 | ((next + 1) & 0xffff);
		return next;
	}

	private int place(int stream) {
		if (2 * this.size >= this.others.length) {
			grow();
		}
		int index = find(this.others, stream);
		if (this.others[index] == 0) {
			this.size++;
		}
		return index;
	}

	/** Where the stream is, or where it could be put. */
	private static int find(int[] table, int stream) {
		int mask = table.length - 1;
		int index = (stream * 0x9e3779b9 >>> 16) & mask;
		while (table[index] != 0 && table[index] >>> 16 != stream) {
			index = (index + 1) & mask;
		}
		return index;
	}

	private void grow() {
		int[] grown = new int[Math.max(FIRST_CAPACITY, 2 * this.others.length)];
		for (int entry : this.others) {
			if (entry != 0) {
				grown[find(grown, entry >>> 16)] = entry;
			}
		}
		this.others = grown;
	}

}
