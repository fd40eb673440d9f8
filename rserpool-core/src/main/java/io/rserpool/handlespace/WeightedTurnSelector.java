package io.rserpool.handlespace;

import org.jspecify.annotations.Nullable;

/**
 * Each of the list in turn by weight: one period of the smooth algorithm, worked
 * out at the first selection.
 */
final class WeightedTurnSelector extends LocalSelector {

	private static final int LONGEST_PERIOD = 4096;

	private final long[] weights;

	/** Threads that come together all work out the same. */
	private volatile int @Nullable [] period;

	WeightedTurnSelector(long[] weights) {
		this.weights = weights;
	}

	@Override
	int select(long turn) {
		int[] sequence = this.period;
		if (sequence == null) {
			sequence = smooth(scaled());
			this.period = sequence;
		}
		return (sequence.length > 0) ? sequence[(int) ((turn & Long.MAX_VALUE) % sequence.length)] : -1;
	}

	/** Small weights in the same proportions, exact where the period allows. */
	private long[] scaled() {
		long divisor = 0;
		long total = 0;
		int serving = 0;
		for (long weight : this.weights) {
			divisor = gcd(weight, divisor);
			total += weight;
			serving += (weight != 0) ? 1 : 0;
		}
		long[] scaled = new long[this.weights.length];
		if (serving == 0) {
			return scaled;
		}
		long longest = Math.max(LONGEST_PERIOD, 2L * serving);
		for (int i = 0; i < scaled.length; i++) {
			long weight = this.weights[i];
			if (total / divisor <= longest) {
				scaled[i] = weight / divisor;
			}
			else if (weight != 0) {
				scaled[i] = Math.max(1, Math.round((double) weight * longest / total));
			}
		}
		return scaled;
	}

	private static int[] smooth(long[] weights) {
		long total = 0;
		for (long weight : weights) {
			total += weight;
		}
		long[] current = new long[weights.length];
		int[] sequence = new int[(int) total];
		for (int turn = 0; turn < sequence.length; turn++) {
			int best = 0;
			for (int i = 0; i < weights.length; i++) {
				current[i] += weights[i];
				if (current[i] > current[best]) {
					best = i;
				}
			}
			current[best] -= total;
			sequence[turn] = best;
		}
		return sequence;
	}

	private static long gcd(long a, long b) {
		return (b == 0) ? a : gcd(b, a % b);
	}

}
