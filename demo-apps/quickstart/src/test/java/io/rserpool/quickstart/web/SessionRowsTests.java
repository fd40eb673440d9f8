package io.rserpool.quickstart.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.picture.PictureView;
import io.rserpool.quickstart.picture.Sitting;
import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterState;
import io.rserpool.quickstart.story.Move;
import io.rserpool.quickstart.story.MoveStep;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;

import static org.assertj.core.api.Assertions.assertThat;

class SessionRowsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T14:32:08Z");

	private static final Painter PAINTER = new Painter(2, new PoolElementId(22), 48112, PainterState.UP, false, 0, NOW,
			0, null);

	@Test
	void sessionTellsItsPainterItsCookieAndWhereItHasBeen() {
		Picture picture = new Picture(7, Tour.scene(7), TileGrid.DEFAULT);
		picture.add(new PaintedBand(1, 7, 0, 0, new byte[272]));
		picture.add(new PaintedBand(2, 7, 0, 1, new byte[272]));
		Sitting sitting = new Sitting(0, "64f7", UserSessionState.OPEN, new PoolElementId(22), 1, 20, 140);

		SessionRow row = row(picture.view(), List.of(sitting));

		assertThat(row.word()).isEqualTo("Open");
		assertThat(row.painter()).isEqualTo("painter-2");
		assertThat(row.path()).isEqualTo("1 → 2");
		assertThat(row.moves()).isOne();
		assertThat(row.cookie()).isEqualTo("20 octets");
		assertThat(row.cookieAge()).isEqualTo("0.1 s old");
	}

	@Test
	void sessionWithoutAPainterSaysSo() {
		PictureView picture = new Picture(7, Tour.scene(7), TileGrid.DEFAULT).view();

		assertThat(row(picture, List.of(new Sitting(0, "64f7", UserSessionState.WAITING, null, 0, 0, 0))).word())
			.isEqualTo("No painter");
		assertThat(row(picture, List.of()).word()).isEqualTo("Not begun");
	}

	@Test
	void everyStateHasAWord() {
		PictureView picture = new Picture(7, Tour.scene(7), TileGrid.DEFAULT).view();

		assertThat(UserSessionState.values()).allSatisfy(
				(state) -> assertThat(row(picture, List.of(new Sitting(0, "64f7", state, null, 0, 0, 0))).word())
					.isNotBlank());
	}

	@Test
	void placesHaveNames() {
		assertThat(WallBoxes.where(0, 1)).isEmpty();
		assertThat(WallBoxes.where(1, 2)).isEqualTo("right");
		assertThat(WallBoxes.where(0, 4)).isEqualTo("top left");
		assertThat(WallBoxes.where(3, 4)).isEqualTo("bottom right");
		assertThat(WallBoxes.where(2, 6)).isEqualTo("row 2 left");
	}

	@Test
	void stepsOfAMoveAreBarsBehindEachOther() {
		Move move = new Move(NOW.minusSeconds(5), "64f7", 7, "Starfish", 2, 3, 20, 5, 24, Duration.ofMillis(6),
				List.of(new MoveStep("Loss seen", "reset", Duration.ZERO, Duration.ofMillis(4)),
						new MoveStep("Connected", "", Duration.ofMillis(4), Duration.ZERO),
						new MoveStep("First band", "", Duration.ofMillis(4), Duration.ofMillis(6))));

		MoveRow row = MoveRows.of(move, NOW);

		assertThat(row.text()).isEqualTo("Picture 7 moved from painter-2 to painter-3");
		assertThat(row.kept()).isEqualTo("cookie 20 octets, 5 of 24 tiles kept");
		assertThat(row.total()).isEqualTo("10 ms");
		assertThat(row.ago()).isEqualTo("5 s ago");
		assertThat(row.steps()).extracting(StepRow::x).containsExactly(0L, 400L, 400L);
		assertThat(row.steps()).extracting(StepRow::width).containsExactly(400L, 5L, 600L);
		assertThat(row.steps()).extracting(StepRow::took).containsExactly("4.0 ms", "< 1 ms", "6.0 ms");
	}

	private static SessionRow row(PictureView picture, List<Sitting> sittings) {
		return SessionRows.of(List.of(picture), sittings, List.of(PAINTER)).get(0);
	}

}
