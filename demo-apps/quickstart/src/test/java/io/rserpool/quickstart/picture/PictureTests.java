package io.rserpool.quickstart.picture;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PictureTests {

	private static final TileGrid GRID = new TileGrid(3, 3, 8, 4);

	private final Picture picture = new Picture(1, Tour.scene(1), GRID);

	@Test
	void tileIsDoneWithItsLastBand() {
		assertThat(state(4)).isEqualTo(TileState.WAITING);
		assertThat(add(4, 0, 1)).isEqualTo(Picture.Added.BAND);
		assertThat(state(4)).isEqualTo(TileState.IN_WORK);
		assertThat(add(4, 1, 1)).isEqualTo(Picture.Added.TILE);
		assertThat(this.picture.isDone(4)).isTrue();
		assertThat(this.picture.view().done()).isOne();
		assertThat(this.picture.missingBands()).isEqualTo(16);
	}

	@Test
	void bandThatIsThereStaysAsItIs() {
		add(4, 0, 1);

		assertThat(add(4, 0, 2)).isEqualTo(Picture.Added.TWICE);
		assertThat(this.picture.painter(4, 0)).isOne();
		assertThat(this.picture.view().hands()).containsExactly(1);
	}

	@Test
	void orderAsksForWhatIsNotThere() {
		assertThat(this.picture.order().first()).isZero();
		List<Integer> tiles = GRID.fromTheMiddle();
		add(tiles.get(0), 0, 1);
		add(tiles.get(0), 1, 1);
		add(tiles.get(1), 0, 1);

		assertThat(this.picture.order().first()).isEqualTo(3);
	}

	@Test
	void tileOfTwoPaintersSaysThatItMoved() {
		add(4, 0, 1);
		assertThat(this.picture.view().tiles().get(4).moved()).isFalse();

		add(4, 1, 2);

		assertThat(this.picture.view().tiles().get(4)).satisfies((tile) -> {
			assertThat(tile.moved()).isTrue();
			assertThat(tile.painter()).isEqualTo(2);
		});
		assertThat(this.picture.view().hands()).containsExactly(1, 2);
	}

	@Test
	void completePictureHasNoHole() {
		for (int tile = 0; tile < GRID.tiles(); tile++) {
			add(tile, 0, 1);
			add(tile, 1, 2);
		}

		assertThat(this.picture.isComplete()).isTrue();
		assertThat(this.picture.missingBands()).isZero();
		assertThat(this.picture.order().first()).isEqualTo(GRID.bands());
		assertThat(PictureImages.picture(this.picture)).startsWith(0x89, 'P', 'N', 'G');
		assertThat(PictureImages.tile(this.picture, 3)).startsWith(0x89, 'P', 'N', 'G');
	}

	@Test
	void bandOfAnotherPictureOrPlaceIsRefused() {
		byte[] levels = new byte[32];

		assertThatIllegalArgumentException().isThrownBy(() -> this.picture.add(new PaintedBand(1, 2, 4, 0, levels)))
			.withMessageContaining("picture 1 does not have");
		assertThatIllegalArgumentException().isThrownBy(() -> this.picture.add(new PaintedBand(1, 1, 9, 0, levels)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.picture.add(new PaintedBand(1, 1, 4, 2, levels)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.picture.add(new PaintedBand(1, 1, 4, 0, new byte[31])));
	}

	private TileState state(int tile) {
		return this.picture.view().tiles().get(tile).state();
	}

	private Picture.Added add(int tile, int band, int painter) {
		byte[] levels = Mandelbrot.compute(this.picture.task(tile, band));
		return this.picture.add(new PaintedBand(painter, 1, tile, band, levels));
	}

}
