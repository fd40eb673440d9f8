package io.rserpool.quickstart.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.rserpool.quickstart.fractal.Palette;
import io.rserpool.quickstart.story.RateMeter;

/**
 * Draws bands per second as areas on top of each other, 600 wide and 120 high.
 */
final class Rates {

	private static final double WIDTH = 600;

	private static final double HEIGHT = 120;

	private static final double HEADROOM = 1.15;

	private Rates() {
	}

	static RateBox of(Map<Integer, int[]> rates, List<Instant> kills, Instant now) {
		int[] total = new int[RateMeter.SECONDS];
		rates.values().forEach((counts) -> add(total, counts));
		int most = Arrays.stream(total).max().orElse(0);
		double scale = (most > 0) ? HEIGHT / (most * HEADROOM) : 0;
		List<RateBox.Area> areas = new ArrayList<>();
		int[] below = new int[RateMeter.SECONDS];
		for (Map.Entry<Integer, int[]> entry : rates.entrySet()) {
			int[] above = below.clone();
			add(above, entry.getValue());
			areas.add(new RateBox.Area(entry.getKey(), Palette.index(entry.getKey()),
					Arrays.stream(entry.getValue()).boxed().toList(), points(below, above, scale)));
			below = above;
		}
		int last = total[total.length - 1];
		return new RateBox(last, most, areas, marks(kills, now),
				"Bands per second in the last 60 seconds, stacked by painter. " + last + " in the last second, at most "
						+ most + ".");
	}

	private static void add(int[] sum, int[] counts) {
		for (int i = 0; i < sum.length; i++) {
			sum[i] += counts[i];
		}
	}

	private static String points(int[] below, int[] above, double scale) {
		StringBuilder points = new StringBuilder();
		for (int i = 0; i < above.length; i++) {
			append(points, i, above[i], scale);
		}
		for (int i = below.length - 1; i >= 0; i--) {
			append(points, i, below[i], scale);
		}
		return points.toString().trim();
	}

	private static void append(StringBuilder points, int second, int value, double scale) {
		points.append(String.format(Locale.ROOT, "%.1f,%.1f ", second * WIDTH / (RateMeter.SECONDS - 1),
				HEIGHT - value * scale));
	}

	private static List<String> marks(List<Instant> kills, Instant now) {
		return kills.stream()
			.map((kill) -> Duration.between(kill, now).toMillis() / 1000.0)
			.filter((seconds) -> seconds < RateMeter.SECONDS)
			.map((seconds) -> String.format(Locale.ROOT, "%.1f", WIDTH - seconds * WIDTH / RateMeter.SECONDS))
			.toList();
	}

}
