package io.rserpool.quickstart.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterState;
import io.rserpool.quickstart.story.Counts;
import io.rserpool.wire.PoolElementId;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T14:32:08Z");

	@Test
	void allWell() {
		VerdictView verdict = verdict(counts(null, null, null), false, PainterState.UP, PainterState.UP);

		assertThat(verdict.css()).isEqualTo("up");
		assertThat(verdict.sentence()).isEqualTo("The picture keeps growing. 2 of 2 painters work.");
	}

	@Test
	void killIsExplainedForAMinute() {
		Counts counts = counts(NOW.minusSeconds(22), Duration.ofNanos(3_140_000), null);

		VerdictView verdict = verdict(counts, false, PainterState.UP, PainterState.KILLED);

		assertThat(verdict.sentence()).isEqualTo("The picture keeps growing. 1 of 2 painters work.");
		assertThat(verdict.why()).startsWith("You killed painter-2 22 s ago. "
				+ "What it had begun went on with another painter 3.1 ms after the loss was seen.");
	}

	@Test
	void noPainterIsTheWorst() {
		VerdictView verdict = verdict(counts(null, null, NOW), true, PainterState.KILLED, PainterState.ENDED);

		assertThat(verdict.css()).isEqualTo("dead");
		assertThat(verdict.why()).startsWith("61 finished tiles are kept, none is lost.");
	}

	@Test
	void startingPaintersAreNotYetWork() {
		VerdictView verdict = verdict(counts(null, null, null), false, PainterState.STARTING);

		assertThat(verdict.css()).isEqualTo("ill");
		assertThat(verdict.why()).startsWith("1 painter is on the way.");
	}

	@Test
	void pauseIsSaid() {
		assertThat(verdict(counts(null, null, null), true, PainterState.UP).sentence())
			.isEqualTo("The picture is paused. 1 of 1 painter works.");
	}

	private static VerdictView verdict(Counts counts, boolean paused, PainterState... states) {
		List<Painter> painters = new ArrayList<>();
		for (PainterState state : states) {
			int number = painters.size() + 1;
			painters.add(new Painter(number, new PoolElementId(number), 48110 + number, state, false, 0, NOW, 0, null));
		}
		return Verdicts.of(painters, counts, 61, paused, NOW);
	}

	private static Counts counts(@Nullable Instant kill, @Nullable Duration pause, @Nullable Instant nobody) {
		return new Counts(0, 61, 0, 900, 2, 2, 20, 1, pause, pause, 2, pause, kill, 2, Map.of(), nobody);
	}

}
