package io.rserpool.quickstart.fractal;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MandelbrotTests {

	@Test
	void pointsOfTheSetHaveLevelZeroAndOthersHaveNot() {
		assertThat(Mandelbrot.escape(0, 0, 500)).isEqualTo(-1);
		assertThat(Mandelbrot.escape(-1, 0, 500)).isEqualTo(-1);
		assertThat(Mandelbrot.escape(-0.1225, 0.7449, 500)).isEqualTo(-1);
		assertThat(Mandelbrot.escape(1, 1, 500)).isBetween(1.0, 5.0);
	}

	@Test
	void bandsJoinToTheWholeTile() {
		Scene scene = Tour.scene(1);
		byte[] whole = Mandelbrot.compute(scene.task(new TileGrid(6, 4, 68, 68), 9, 0));

		for (int band = 0; band < 17; band++) {
			byte[] levels = Mandelbrot.compute(scene.task(TileGrid.DEFAULT, 9, band));
			for (int i = 0; i < levels.length; i++) {
				assertThat(levels[i] & 0xff).isCloseTo(whole[band * levels.length + i] & 0xff, within(8));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("io.rserpool.quickstart.fractal.Tour#scenes")
	void everySceneHasDarkAndBrightPlaces(Scene scene) {
		TileGrid coarse = new TileGrid(1, 1, 120, 120);
		byte[] levels = Mandelbrot.compute(scene.task(coarse, 0, 0));

		int[] histogram = new int[256];
		for (byte level : levels) {
			histogram[level & 0xff]++;
		}
		assertThat(Arrays.stream(histogram).filter((count) -> count > 0).count()).isGreaterThan(80);
		assertThat(histogram[0]).isLessThan(levels.length * 3 / 4);
	}

	@Test
	void paintersHaveDifferentColoursOfTheSamePoint() {
		assertThat(
				IntStream.rangeClosed(1, Palette.SIZE).map((painter) -> Palette.colour(painter, (byte) 100)).distinct())
			.hasSize(Palette.SIZE);
		assertThat(Palette.index(Palette.SIZE + 1)).isOne();
	}

}
