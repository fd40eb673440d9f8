package io.rserpool.quickstart.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterState;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.Counts;

/**
 * Says in a sentence how the demo is. Worst first.
 */
final class Verdicts {

	private static final Duration RECENT = Duration.ofMinutes(1);

	private Verdicts() {
	}

	static VerdictView of(List<Painter> painters, Counts counts, int tilesKept, boolean paused, Instant now) {
		long running = painters.stream().filter(Painter::isRunning).count();
		long up = painters.stream().filter((painter) -> painter.state() == PainterState.UP).count();
		String kept = Times.many(tilesKept, "finished tile is", "finished tiles are") + " kept, none is lost.";
		if (running == 0) {
			return new VerdictView("dead", "i-dead", "No painter is left. The picture waits.",
					kept + " Start a painter and the picture goes on.");
		}
		if (up == 0 || counts.nobodySince() != null) {
			return new VerdictView("ill", "i-ill", "The picture waits for a painter.",
					Times.many(running, "painter is", "painters are") + " on the way. " + kept);
		}
		String working = up + " of " + Times.many(painters.size(), "painter works.", "painters work.");
		if (paused) {
			return new VerdictView("unk", "i-unk", "The picture is paused. " + working, kept);
		}
		return new VerdictView("up", "i-up", "The picture keeps growing. " + working, why(counts, now));
	}

	private static String why(Counts counts, Instant now) {
		Instant kill = counts.lastKill();
		if (kill == null || Duration.between(kill, now).compareTo(RECENT) > 0) {
			return "Each painter is a process of its own. Kill one: the others finish its tiles.";
		}
		Duration pause = counts.lastPause();
		return "You killed painter-" + counts.lastKillPainter() + " " + Times.ago(kill, now) + ". "
				+ ((pause != null) ? "What it had begun went on with another painter " + Chronicle.took(pause)
						+ " after the loss was seen." : "No tile was with it, so nothing had to move.")
				+ " Kill something else, or start another.";
	}

}
