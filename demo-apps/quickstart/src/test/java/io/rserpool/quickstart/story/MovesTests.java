package io.rserpool.quickstart.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.rserpool.event.FailoverSteps;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.Progress;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterState;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;

class MovesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T14:32:08Z");

	private static final PoolHandle POOL = PoolHandle.of("fractal");

	private static final PoolElementId TWO = new PoolElementId(2);

	private static final PoolElementId THREE = new PoolElementId(3);

	private static final long MS = 1_000_000;

	private static final Picture PICTURE = new Picture(7, Tour.scene(7), TileGrid.DEFAULT);

	private final Moves moves = new Moves((element) -> Optional.of(painter(element.value())));

	@Test
	void everyStepFromTheKillToTheFirstBandIsNamedWithItsDuration() {
		this.moves.hear(interrupted("a"), 104 * MS);
		this.moves.handedOver("a", new Progress(7, 5, 3));
		this.moves.hear(failedOver("a"), 110 * MS);

		Move move = this.moves.painted("a", PICTURE, band(3), 113 * MS).orElseThrow();

		assertThat(move.picture()).isEqualTo(7);
		assertThat(move.from()).isEqualTo(2);
		assertThat(move.to()).isEqualTo(3);
		assertThat(move.cookieOctets()).isEqualTo(20);
		assertThat(move.tilesKept()).isEqualTo(5);
		assertThat(move.pause()).isEqualTo(Duration.ofMillis(9));
		assertThat(move.steps()).extracting(MoveStep::name)
			.containsExactly("Loss seen", "Reported, next chosen", "Connected", "Greeted, cookie echoed", "Callback",
					"Sent again", "First band");
		assertThat(move.steps()).extracting((step) -> step.took().toMillis())
			.containsExactly(4L, 1L, 2L, 0L, 3L, 0L, 3L);
		assertThat(move.steps()).extracting((step) -> step.begin().toMillis())
			.containsExactly(0L, 4L, 5L, 7L, 7L, 10L, 10L);
		assertThat(move.steps().get(0).detail()).isEqualTo("Connection reset by peer");
		assertThat(this.moves.last()).containsExactly(move);
		assertThat(this.moves.painted("a", PICTURE, band(3), 120 * MS)).isEmpty();
	}

	@Test
	void bandOfTheLostPainterThatComesLateIsNotTheEnd() {
		this.moves.hear(interrupted("a"), 104 * MS);
		assertThat(this.moves.painted("a", PICTURE, band(2), 105 * MS)).isEmpty();
		this.moves.hear(failedOver("a"), 110 * MS);

		assertThat(this.moves.painted("a", PICTURE, band(2), 111 * MS)).isEmpty();
		assertThat(this.moves.painted("b", PICTURE, band(3), 112 * MS)).isEmpty();
		assertThat(this.moves.painted("a", PICTURE, band(3), 113 * MS)).isPresent();
	}

	@Test
	void sessionThatEndsDoesNotMove() {
		this.moves.hear(interrupted("a"), 104 * MS);
		this.moves.hear(failedOver("a"), 110 * MS);
		this.moves.hear(occurrence(new RserpoolEvent.SessionEnded("a", POOL, "closed", 0)), 111 * MS);

		assertThat(this.moves.painted("a", PICTURE, band(3), 113 * MS)).isEmpty();
	}

	private static Painter painter(int number) {
		return new Painter(number, new PoolElementId(number), 48110 + number, PainterState.UP, number == 2, 0, NOW,
				100 * MS, null);
	}

	private static PaintedBand band(int painter) {
		return new PaintedBand(painter, 7, 3, 3, new byte[272]);
	}

	private static Occurrence interrupted(String session) {
		return occurrence(
				new RserpoolEvent.SessionInterrupted(session, POOL, TWO, "error(-104): Connection reset by peer"));
	}

	private static Occurrence failedOver(String session) {
		return occurrence(new RserpoolEvent.SessionFailedOver(session, POOL, TWO, THREE, new FailoverSteps(1, 2, 0, 3),
				20, 1, 0));
	}

	private static Occurrence occurrence(RserpoolEvent event) {
		return new Occurrence(1, NOW, "user", event, 0);
	}

}
