package io.rserpool.quickstart.web;

import java.time.Instant;
import java.util.List;

/**
 * A move of a session on the page.
 *
 * @param time when
 * @param ago how long ago
 * @param text what moved
 * @param kept what was kept
 * @param total from the first step to the end of the last
 * @param pause from the loss seen to the next painter's first band
 * @param steps in order
 */
public record MoveRow(Instant time, String ago, String text, String kept, String total, String pause,
		List<StepRow> steps) {

	public MoveRow {
		steps = List.copyOf(steps);
	}

}
