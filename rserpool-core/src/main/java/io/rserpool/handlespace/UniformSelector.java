package io.rserpool.handlespace;

/**
 * Any of the list, all alike.
 */
final class UniformSelector extends LocalSelector {

	private final int size;

	private final long seed;

	UniformSelector(int size, long seed) {
		this.size = size;
		this.seed = seed;
	}

	@Override
	int select(long turn) {
		return (int) scale(bits(this.seed, turn), this.size);
	}

}
