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
import io.rserpool.quickstart.story.ServerKill;
import io.rserpool.wire.PoolElementId;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T14:32:08Z");

	@Test
	void allWell() {
		VerdictView verdict = verdict(counts(null, null, null), false, PainterState.UP, PainterState.UP);

		assertThat(verdict.css()).isEqualTo("up");
		assertThat(verdict.sentence()).isEqualTo("The pictures keep growing. 2 of 2 painters work.");
	}

	@Test
	void killIsExplainedForAMinute() {
		Counts counts = counts(NOW.minusSeconds(22), Duration.ofNanos(3_140_000), null);

		VerdictView verdict = verdict(counts, false, PainterState.UP, PainterState.KILLED);

		assertThat(verdict.sentence()).isEqualTo("The pictures keep growing. 1 of 2 painters work.");
		assertThat(verdict.why()).startsWith("You killed painter-2 22 s ago. "
				+ "Its session went on with another painter 3.1 ms after the loss was seen, where the cookie said it was.");
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
			.isEqualTo("The pictures are paused. 1 of 1 painter works.");
	}

	@Test
	void killOfAServerIsExplainedUntilAPainterIsKilled() {
		ServerKill open = new ServerKill(2, NOW.minusSeconds(1), 1, null);
		ServerKill taken = new ServerKill(2, NOW.minusSeconds(5), 2, "server-3");

		assertThat(verdict(counts(null, null, null), open, false, PainterState.UP).why()).isEqualTo(
				"You killed server-2 1 s ago. The others agree who takes over its 1 element. Painters paint on.");
		assertThat(verdict(counts(NOW.minusSeconds(6), null, null), taken, false, PainterState.UP).why())
			.isEqualTo("You killed server-2 5 s ago. server-3 owns its 2 elements now. The painters painted on.");
		assertThat(verdict(counts(NOW.minusSeconds(4), null, null), taken, false, PainterState.UP).why())
			.startsWith("You killed painter-2 4 s ago.");
	}

	private static VerdictView verdict(Counts counts, boolean paused, PainterState... states) {
		return verdict(counts, null, paused, states);
	}

	private static VerdictView verdict(Counts counts, @Nullable ServerKill server, boolean paused,
			PainterState... states) {
		List<Painter> painters = new ArrayList<>();
		for (PainterState state : states) {
			int number = painters.size() + 1;
			painters.add(new Painter(number, new PoolElementId(number), 48110 + number, state, false, 0, NOW, 0, null));
		}
		return Verdicts.of(painters, counts, server, 61, paused, NOW);
	}

	private static Counts counts(@Nullable Instant kill, @Nullable Duration pause, @Nullable Instant nobody) {
		return new Counts(0, 61, 0, 900, 2, 2, 20, 1, pause, pause, 2, pause, kill, 2, Map.of(), nobody);
	}

}
