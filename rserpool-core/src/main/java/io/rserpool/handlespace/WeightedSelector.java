package io.rserpool.handlespace;

/**
 * Any of the list by weight: a search in the running sums of the weights.
 */
final class WeightedSelector extends LocalSelector {

	private final long[] sums;

	private final long seed;

	WeightedSelector(long[] weights, long seed) {
		this.sums = weights;
		for (int i = 1; i < weights.length; i++) {
			this.sums[i] += this.sums[i - 1];
		}
		this.seed = seed;
	}

	@Override
	int select(long turn) {
		int high = this.sums.length - 1;
		if (this.sums[high] == 0) {
			return -1;
		}
		long point = scale(bits(this.seed, turn), this.sums[high]);
		int low = 0;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (point < this.sums[middle]) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

}
