package io.rserpool.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * Rows that have a limit instead of a baseline: prints
 * {@code name value unit bar verdict}.
 */
final class Rows {

	private Rows() {
	}

	/**
	 * Prints a row whose value must not be greater than the bar.
	 * @param details anything else worth knowing
	 */
	static void atMost(String name, double value, double bar, String unit, String details) {
		print(name, value, "<=", bar, unit, value <= bar, details);
	}

	/** Prints a row whose value must not be less than the bar. */
	static void atLeast(String name, double value, double bar, String unit, String details) {
		print(name, value, ">=", bar, unit, value >= bar, details);
	}

	private static void print(String name, double value, String relation, double bar, String unit, boolean passed,
			String details) {
		System.out.printf(Locale.ROOT, "%-44s %,14.2f %-6s bar %s %,.2f  %s  %s%n", name, value, unit, relation, bar,
				passed ? "PASS" : "MISS", details);
	}

	/** Says median, 90th percentile and most. */
	static String spread(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return String.format(Locale.ROOT, "p50 %.2f p90 %.2f max %.2f n %d", Pairs.median(sorted),
				sorted.get((int) Math.ceil(0.9 * sorted.size()) - 1), sorted.get(sorted.size() - 1), sorted.size());
	}

}
