package io.rserpool.handlespace;

import java.util.random.RandomGenerator;

/**
 * What the indexes of one handlespace share: randomness, scratch memory, so that a
 * selection makes no garbage, and a count of steps.
 */
final class Workspace {

	final RandomGenerator random;

	final LudIncrement ludIncrement;

	/** Secret, so that nobody can choose identifiers that make an index lopsided. */
	private final int salt;

	private int[] frontier = new int[64];

	/** Counters or drawn values of the selection at hand. */
	private long[] scratch = new long[64];

	/**
	 * Comparisons and tree steps so far. Counted always: it costs less than a switch.
	 */
	long steps;

	Workspace(RandomGenerator random, LudIncrement ludIncrement) {
		this.random = random;
		this.ludIncrement = ludIncrement;
		this.salt = random.nextInt();
	}

	/** A well-mixed, secret function of an identifier; a bijection. */
	int hash(int id) {
		int h = id ^ this.salt;
		h = (h ^ h >>> 16) * 0x7feb352d;
		h = (h ^ h >>> 15) * 0x846ca68b;
		return h ^ h >>> 16;
	}

	long[] scratch(int length) {
		if (this.scratch.length < length) {
			this.scratch = new long[Math.max(length, this.scratch.length * 2)];
		}
		return this.scratch;
	}

	/** Nodes of a heap that may come next. */
	int[] frontier(int length) {
		if (this.frontier.length < length) {
			this.frontier = new int[Math.max(length, this.frontier.length * 2)];
		}
		return this.frontier;
	}

}
