package io.rserpool.quickstart.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.fractal.BandReply;
import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;

import static org.assertj.core.api.Assertions.assertThat;

class PictureTests {

	private static final TileGrid GRID = new TileGrid(3, 3, 8, 4);

	private final Picture picture = new Picture(1, Tour.scene(1), GRID);

	@Test
	void tilesAreTakenOnceFromTheMiddle() {
		List<Integer> taken = new ArrayList<>();
		for (OptionalInt tile = this.picture.take(); tile.isPresent(); tile = this.picture.take()) {
			taken.add(tile.getAsInt());
		}

		assertThat(taken).startsWith(4).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
	}

	@Test
	void tileIsDoneWithItsLastBand() {
		int tile = this.picture.take().orElseThrow();

		assertThat(add(tile, 0, 1)).isFalse();
		assertThat(this.picture.nextBand(tile)).isOne();
		assertThat(add(tile, 1, 1)).isTrue();
		assertThat(this.picture.view().done()).isOne();
		assertThat(this.picture.missingBands()).isEqualTo(16);
	}

	@Test
	void bandThatIsThereStaysAsItIs() {
		add(4, 0, 1);

		assertThat(add(4, 0, 2)).isFalse();
		assertThat(this.picture.painter(4, 0)).isOne();
	}

	@Test
	void tilePutBackIsTakenNextAndKeepsItsBands() {
		int tile = this.picture.take().orElseThrow();
		add(tile, 0, 1);

		this.picture.putBack(tile);

		assertThat(this.picture.take()).hasValue(tile);
		assertThat(this.picture.nextBand(tile)).isOne();
	}

	@Test
	void tileOfTwoPaintersSaysThatItMoved() {
		this.picture.assign(4, 1);
		assertThat(this.picture.view().tiles().get(4).moved()).isFalse();

		this.picture.assign(4, 2);

		assertThat(this.picture.view().tiles().get(4)).satisfies((tile) -> {
			assertThat(tile.moved()).isTrue();
			assertThat(tile.painter()).isEqualTo(2);
		});
	}

	@Test
	void completePictureHasNoHole() {
		for (int tile = 0; tile < GRID.tiles(); tile++) {
			this.picture.take();
			add(tile, 0, 1);
			add(tile, 1, 2);
		}

		assertThat(this.picture.isComplete()).isTrue();
		assertThat(this.picture.missingBands()).isZero();
		assertThat(PictureImages.picture(this.picture)).startsWith(0x89, 'P', 'N', 'G');
		assertThat(PictureImages.tile(this.picture, 3)).startsWith(0x89, 'P', 'N', 'G');
	}

	private boolean add(int tile, int band, int painter) {
		BandReply reply = Mandelbrot.compute(this.picture.request(tile, band));
		return this.picture.add(reply, painter);
	}

}
