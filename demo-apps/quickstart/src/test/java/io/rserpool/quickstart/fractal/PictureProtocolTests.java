package io.rserpool.quickstart.fractal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PictureProtocolTests {

	private static final PictureOrder ORDER = new PictureOrder(7, Tour.scene(2), TileGrid.DEFAULT, 18);

	@Test
	void orderIsReadAsItWasWritten() throws IOException {
		assertThat(PictureOrder.read(ORDER.bytes())).isEqualTo(ORDER);
	}

	@Test
	void bandIsReadAsItWasWritten() throws IOException {
		byte[] levels = Mandelbrot.compute(ORDER.task(23, 16));

		PaintedBand read = PaintedBand.read(ByteBuffer.wrap(new PaintedBand(3, 7, 23, 16, levels).bytes()));

		assertThat(read).usingRecursiveComparison().isEqualTo(new PaintedBand(3, 7, 23, 16, levels));
	}

	@Test
	void progressIsReadAsItWasWrittenAndSmall() throws IOException {
		Progress progress = new Progress(7, 5, 3);

		assertThat(progress.bytes()).hasSize(20);
		assertThat(Progress.read(progress.bytes())).isEqualTo(progress);
	}

	@Test
	void progressGoesOnFromBandToBandAndFromTileToTile() {
		TileGrid grid = new TileGrid(2, 1, 8, 4);
		Progress begin = Progress.of(1, grid, 1);

		assertThat(begin).isEqualTo(new Progress(1, 0, 1));
		assertThat(begin.next(grid)).isEqualTo(new Progress(1, 1, 0));
		assertThat(begin.next(grid).bandsDone(grid)).isEqualTo(2);
		assertThat(Progress.of(1, grid, 3).isComplete(grid)).isFalse();
		assertThat(Progress.of(1, grid, 3).next(grid).isComplete(grid)).isTrue();
	}

	@Test
	void tilesAreInTheSameOrderForEverybodyFromTheMiddle() {
		assertThat(new TileGrid(3, 3, 8, 4).fromTheMiddle()).startsWith(4)
			.containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8)
			.isEqualTo(new TileGrid(3, 3, 8, 4).fromTheMiddle());
	}

	@Test
	void whatIsCutOffOrOfAnotherKindIsRefused() {
		byte[] order = ORDER.bytes();

		assertThatExceptionOfType(EOFException.class)
			.isThrownBy(() -> PictureOrder.read(Arrays.copyOf(order, order.length - 1)));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> PictureOrder.read(new Progress(1, 0, 0).bytes()))
			.withMessage("This is no order of a picture");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> PaintedBand.read(ByteBuffer.wrap(order)));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> PaintedBand.read(ByteBuffer.allocate(3)));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Progress.read(order))
			.withMessageContaining("tells no progress");
	}

	@Test
	void orderOfAbsurdSizeIsRefused() {
		byte[] order = ORDER.bytes();
		order[44] = 0x7f;

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> PictureOrder.read(order))
			.withMessageContaining("1 to 64 columns");
		assertThatIllegalArgumentException().isThrownBy(() -> new BandTask(0, 0, 1, 2000, 4, 1, 9))
			.withMessageContaining("is not computed");
	}

	@Test
	void bandsThatDoNotFillATileAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TileGrid(12, 8, 68, 5));
	}

}
