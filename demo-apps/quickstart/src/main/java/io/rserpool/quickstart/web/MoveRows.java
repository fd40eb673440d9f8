package io.rserpool.quickstart.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.Move;
import io.rserpool.quickstart.story.MoveStep;

/**
 * Draws the steps of moves as bars, 1000 wide.
 */
final class MoveRows {

	private static final long WIDTH = 1000;

	/** The narrowest bar that is seen. */
	private static final long SEEN = 5;

	private MoveRows() {
	}

	static MoveRow of(Move move, Instant now) {
		List<MoveStep> steps = move.steps();
		Duration total = steps.get(steps.size() - 1).end();
		double scale = WIDTH / Math.max(1.0, total.toNanos());
		String from = (move.from() != 0) ? Painter.name(move.from()) : "a painter";
		return new MoveRow(move.time(), Times.ago(move.time(), now),
				"Picture " + move.picture() + " moved from " + from + " to " + Painter.name(move.to()),
				"cookie " + move.cookieOctets() + " octets, " + move.tilesKept() + " of " + move.tiles()
						+ " tiles kept",
				took(total), took(move.pause()), steps.stream().map((step) -> row(step, scale)).toList());
	}

	private static StepRow row(MoveStep step, double scale) {
		long width = Math.max(SEEN, Math.round(step.took().toNanos() * scale));
		long x = Math.min(Math.round(step.begin().toNanos() * scale), WIDTH - width);
		return new StepRow(step.name(), step.detail(), Math.max(0, x), Math.min(WIDTH, width),
				"+" + Chronicle.took(step.begin()).replace(" ms", ""), took(step.took()));
	}

	private static String took(Duration duration) {
		return duration.isZero() ? "< 1 ms" : Chronicle.took(duration);
	}

}
