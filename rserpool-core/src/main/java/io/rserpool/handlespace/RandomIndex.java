package io.rserpool.handlespace;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Elements without order, any of which can be drawn in one step.
 */
final class RandomIndex extends MemberIndex {

	private static final int FEW = 64;

	private @Nullable PoolElementEntry[] members = new PoolElementEntry[4];

	private int size;

	@Override
	int size() {
		return this.size;
	}

	@Override
	void add(PoolElementEntry entry, long value, Workspace workspace) {
		if (this.size == this.members.length) {
			this.members = Arrays.copyOf(this.members, this.size + (this.size >> 1));
		}
		put(this.size++, entry);
	}

	@Override
	void remove(PoolElementEntry entry, Workspace workspace) {
		put(entry.position, at(--this.size));
		this.members[this.size] = null;
		if (this.members.length > 8 && this.size < this.members.length >> 2) {
			this.members = Arrays.copyOf(this.members, this.members.length >> 1);
		}
	}

	@Override
	void update(PoolElementEntry entry, long value, Workspace workspace) {
	}

	@Override
	int select(int n, PoolElementEntry[] out, Workspace workspace) {
		int count = Math.min(n, this.size);
		if (count <= FEW && count <= this.size >> 2) {
			draw(count, out, workspace);
		}
		else {
			shuffle(count, out, workspace);
		}
		return count;
	}

	/** Draws again what has been drawn: touches no entry but the result. */
	private void draw(int count, PoolElementEntry[] out, Workspace workspace) {
		RandomGenerator random = workspace.random;
		for (int i = 0; i < count;) {
			PoolElementEntry drawn = at(random.nextInt(this.size));
			int same = 0;
			while (same < i && out[same] != drawn) {
				same++;
			}
			if (same == i) {
				out[i++] = drawn;
			}
			workspace.steps++;
		}
	}

	/**
	 * The first steps of a shuffle, which may stay, because the order means nothing: each
	 * ordered choice is equally likely whatever the array looked like before.
	 */
	private void shuffle(int count, PoolElementEntry[] out, Workspace workspace) {
		RandomGenerator random = workspace.random;
		for (int i = 0; i < count; i++) {
			int from = i + random.nextInt(this.size - i);
			PoolElementEntry drawn = at(from);
			put(from, at(i));
			put(i, drawn);
			out[i] = drawn;
		}
		workspace.steps += count;
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
