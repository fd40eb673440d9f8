package io.rserpool.dashboard.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A bar of pieces, with its words.
 *
 * @param segments the pieces
 * @param words what it shows
 */
public record Bar(List<Segment> segments, String words) {

	public Bar {
		segments = List.copyOf(segments);
	}

	static Bar of(Map<String, Integer> counts, String words) {
		int total = counts.values().stream().mapToInt(Integer::intValue).sum();
		List<Segment> segments = new ArrayList<>();
		double x = 0;
		for (Map.Entry<String, Integer> entry : counts.entrySet()) {
			double width = (total != 0) ? 100.0 * entry.getValue() / total : 0;
			if (width > 0) {
				segments.add(new Segment(entry.getKey(), round(x), round(Math.max(0.5, width - 1))));
			}
			x += width;
		}
		return new Bar(segments, words);
	}

	private static double round(double value) {
		return Math.round(value * 10) / 10.0;
	}

}
