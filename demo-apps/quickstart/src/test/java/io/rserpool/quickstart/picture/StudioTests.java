package io.rserpool.quickstart.picture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StudioTests {

	private static final TileGrid GRID = new TileGrid(6, 4, 16, 4);

	private static final int BANDS = 96;

	private final FakePool pool = new FakePool();

	private final RecordingListener listener = new RecordingListener();

	private final Gallery gallery = new Gallery((number) -> new Picture(number, Tour.scene(number), GRID),
			Duration.ofMinutes(1), false);

	private final Studio studio = new Studio(this.pool, PoolHandle.of("fractal"), this.gallery, this.listener, 3, 0,
			Duration.ofMillis(500));

	@AfterEach
	void close() {
		this.studio.close();
	}

	@Test
	void paintersShareAPicture() throws IOException {
		try (FakePainter one = painter(1, -1); FakePainter two = painter(2, -1)) {
			this.studio.start();

			assertPictureIsComplete();
			assertThat(one.answered() + two.answered()).isEqualTo(BANDS);
			assertThat(one.answered()).isPositive();
			assertThat(two.answered()).isPositive();
			assertThat(this.listener.moves).isEmpty();
		}
	}

	@Test
	void tilesOfAPainterThatDiesAreFinishedByAnotherAndNothingIsLost() throws IOException {
		try (FakePainter one = painter(1, 17); FakePainter two = painter(2, -1)) {
			this.studio.start();

			assertPictureIsComplete();
			assertThat(one.answered()).isEqualTo(17);
			assertThat(two.answered()).isGreaterThanOrEqualTo(BANDS - 17);
			assertThat(this.listener.moves).isNotEmpty().allMatch("0x00000001 to 2"::equals);
			assertThat(this.pool.failed()).containsOnly(new PoolElementId(1));
		}
	}

	@Test
	void painterThatIsFrozenIsLeftAfterTheTimeout() throws IOException {
		try (ServerSocket frozen = new ServerSocket(); FakePainter two = painter(2, -1)) {
			frozen.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			this.pool.put(1, (InetSocketAddress) frozen.getLocalSocketAddress());
			this.studio.start();

			assertPictureIsComplete();
			assertThat(two.answered()).isEqualTo(BANDS);
		}
	}

	@Test
	void workWaitsWhileThereIsNobodyAndGoesOnByItself() throws IOException {
		this.studio.start();
		await().until(() -> this.listener.nobody.get() > 0);

		try (FakePainter one = painter(1, -1)) {
			assertPictureIsComplete();
			assertThat(one.answered()).isEqualTo(BANDS);
		}
	}

	private FakePainter painter(int number, int diesAfter) throws IOException {
		FakePainter painter = new FakePainter(number, diesAfter);
		this.pool.put(number, painter.address());
		return painter;
	}

	private void assertPictureIsComplete() {
		await().atMost(Duration.ofSeconds(10)).until(() -> !this.listener.pictures.isEmpty());
		Picture picture = this.listener.pictures.get(0);
		assertThat(picture.missingBands()).isZero();
		for (int tile = 0; tile < GRID.tiles(); tile++) {
			for (int band = 0; band < GRID.bandsPerTile(); band++) {
				assertThat(picture.levels(tile, band))
					.isEqualTo(Mandelbrot.compute(picture.request(tile, band)).levels());
			}
		}
		assertThat(this.listener.tiles).hasSize(GRID.tiles()).doesNotHaveDuplicates();
	}

}
