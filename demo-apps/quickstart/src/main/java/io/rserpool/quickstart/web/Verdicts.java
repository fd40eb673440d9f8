package io.rserpool.quickstart.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterState;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.Counts;
import io.rserpool.quickstart.story.ServerKill;

/**
 * Says in a sentence how the demo is. Worst first.
 */
final class Verdicts {

	private static final Duration RECENT = Duration.ofMinutes(1);

	private Verdicts() {
	}

	static VerdictView of(List<Painter> painters, Counts counts, @Nullable ServerKill server, int tilesKept,
			boolean paused, Instant now) {
		long running = painters.stream().filter(Painter::isRunning).count();
		long up = painters.stream().filter((painter) -> painter.state() == PainterState.UP).count();
		String kept = Times.many(tilesKept, "finished tile is", "finished tiles are") + " kept, none is lost.";
		if (running == 0) {
			return new VerdictView("dead", "i-dead", "No painter is left. The pictures wait.",
					kept + " Start a painter and the pictures go on.");
		}
		if (up == 0 || counts.nobodySince() != null) {
			return new VerdictView("ill", "i-ill", "The pictures wait for a painter.",
					Times.many(running, "painter is", "painters are") + " on the way. " + kept);
		}
		String working = up + " of " + Times.many(painters.size(), "painter works.", "painters work.");
		if (paused) {
			return new VerdictView("unk", "i-unk", "The pictures are paused. " + working, kept);
		}
		return new VerdictView("up", "i-up", "The pictures keep growing. " + working, why(counts, server, now));
	}

	private static String why(Counts counts, @Nullable ServerKill server, Instant now) {
		Instant kill = counts.lastKill();
		if (server != null && (kill == null || server.time().isAfter(kill))
				&& Duration.between(server.time(), now).compareTo(RECENT) <= 0) {
			return why(server, now);
		}
		if (kill == null || Duration.between(kill, now).compareTo(RECENT) > 0) {
			return "Painters and servers are processes of their own. Kill some: the others take over what they had.";
		}
		Duration pause = counts.lastPause();
		return "You killed painter-" + counts.lastKillPainter() + " " + Times.ago(kill, now) + ". "
				+ ((pause != null)
						? "Its session went on with another painter " + Chronicle.took(pause)
								+ " after the loss was seen, where the cookie said it was."
						: "No session was with it, so nothing had to move.")
				+ " Kill something else, or start another.";
	}

	private static String why(ServerKill kill, Instant now) {
		String begin = "You killed " + Servers.name(kill.number()) + " " + Times.ago(kill.time(), now) + ". ";
		String taker = kill.taker();
		if (kill.owned() == 0) {
			return begin + "It owned no element, so nothing had to move. Kill another, or start it again.";
		}
		String owned = Times.many(kill.owned(), "element", "elements");
		if (taker == null) {
			return begin + "The others agree who takes over its " + owned + ". Painters paint on.";
		}
		return begin + taker + " owns its " + owned + " now. The painters painted on.";
	}

}
