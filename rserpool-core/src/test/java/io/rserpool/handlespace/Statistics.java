package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statistical criteria for random policies (policies.md section 5): each false alarm
 * has a probability below 1e-6.
 */
final class Statistics {

	private Statistics() {
	}

	/** Each count within five standard deviations. */
	static void assertShares(long[] counts, long draws, double... shares) {
		for (int i = 0; i < shares.length; i++) {
			double expected = draws * shares[i];
			double tolerance = 5 * Math.sqrt(expected * (1 - shares[i]));
			assertThat(Math.abs(counts[i] - expected)).as("count %d of %d is %d", i, draws, counts[i])
				.isLessThanOrEqualTo(tolerance);
		}
	}

	static void assertChiSquare(long[] counts, double... shares) {
		long draws = 0;
		for (long count : counts) {
			draws += count;
		}
		double chiSquare = 0;
		for (int i = 0; i < shares.length; i++) {
			double expected = draws * shares[i];
			chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
		}
		assertThat(chiSquare).as("chi-square with %d degrees of freedom", shares.length - 1)
			.isLessThan(criticalValue(shares.length - 1));
	}

	/** Successive first elements do not depend on each other. */
	static void assertIndependent(int[] firsts, double... shares) {
		int kinds = shares.length;
		long[] pairs = new long[kinds * kinds];
		for (int i = 0; i + 1 < firsts.length; i += 2) {
			pairs[firsts[i] * kinds + firsts[i + 1]]++;
		}
		List<Double> expected = new ArrayList<>();
		for (double first : shares) {
			for (double second : shares) {
				expected.add(first * second);
			}
		}
		assertChiSquare(pairs, expected.stream().mapToDouble(Double::doubleValue).toArray());
	}

	/**
	 * The chi-square value that chance exceeds with probability 1e-6 (Wilson-Hilferty,
	 * raised a little because it is an approximation).
	 */
	private static double criticalValue(int degrees) {
		double ninth = 2.0 / (9 * degrees);
		double root = 1 - ninth + 4.7534 * Math.sqrt(ninth);
		return degrees * root * root * root * 1.03;
	}

}
