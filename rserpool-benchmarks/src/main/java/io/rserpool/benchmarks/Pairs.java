package io.rserpool.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures something and its baseline in turns, A B A B ..., with a baseline run before
 * and after each measured run. A pair whose two baseline runs differ by more than a third
 * is thrown away and repeated. Prints {@code name value unit ratio baseline p50 p99 n}.
 */
final class Pairs {

	/** The noise limit: two baseline runs may differ by so much. */
	private static final double MOST_NOISE = 4.0 / 3;

	/**
	 * Only rows whose names contain this are measured: {@code -Drserpool.bench.only=1c}.
	 */
	private static final String ONLY = System.getProperty("rserpool.bench.only", "");

	private final int wanted;

	Pairs(int wanted) {
		this.wanted = wanted;
	}

	/** Whether a row is to be measured. */
	static boolean isWanted(String name) {
		return name.contains(ONLY);
	}

	/** Whether any of some rows is to be measured. */
	static boolean isAnyWanted(String... names) {
		return Arrays.stream(names).anyMatch(Pairs::isWanted);
	}

	/**
	 * Runs the pairs and prints the line.
	 * @param unit of the results' values
	 * @return the median of the pairwise ratios
	 */
	double run(String name, String unit, Trial baseline, Trial measured) throws Exception {
		if (!isWanted(name)) {
			return Double.NaN;
		}
		List<Double> ratios = new ArrayList<>();
		List<Result> results = new ArrayList<>();
		List<Double> baselines = new ArrayList<>();
		int thrownAway = 0;
		Result before = baseline.run();
		while (ratios.size() < this.wanted && thrownAway < 3 * this.wanted) {
			Result result = measured.run();
			Result after = baseline.run();
			double spread = Math.max(before.value(), after.value()) / Math.min(before.value(), after.value());
			if (spread <= MOST_NOISE) {
				double mean = (before.value() + after.value()) / 2;
				ratios.add(result.value() / mean);
				baselines.add(mean);
				results.add(result);
			}
			else {
				thrownAway++;
			}
			before = after;
		}
		if (ratios.isEmpty()) {
			System.out.printf(Locale.ROOT, "%s: no pair was quiet enough, %d thrown away%n", name, thrownAway);
			return Double.NaN;
		}
		double ratio = median(ratios);
		System.out.printf(Locale.ROOT,
				"%-34s %,14.2f %-6s ratio %6.2f  baseline %,14.2f  p50 %s p99 %s  n %d (%d pairs, %d thrown away)%n",
				name, median(results.stream().map(Result::value).toList()), unit, ratio, median(baselines),
				micros(results, true), micros(results, false), results.stream().mapToLong(Result::count).sum(),
				ratios.size(), thrownAway);
		return ratio;
	}

	private static String micros(List<Result> results, boolean p50) {
		double micros = median(
				results.stream().map((result) -> p50 ? result.p50Micros() : result.p99Micros()).toList());
		return Double.isNaN(micros) ? "-" : String.format(Locale.ROOT, "%.1f us", micros);
	}

	static double median(List<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * One run.
	 */
	@FunctionalInterface
	interface Trial {

		Result run() throws Exception;

	}

	/**
	 * What one run gave.
	 *
	 * @param value a rate or a time
	 * @param p50Micros median latency in microseconds, or NaN
	 * @param p99Micros its 99th percentile, or NaN
	 * @param count operations
	 */
	record Result(double value, double p50Micros, double p99Micros, long count) {

		static Result of(double value, long count) {
			return new Result(value, Double.NaN, Double.NaN, count);
		}

	}

}
