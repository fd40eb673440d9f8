package io.rserpool.quickstart.painter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.rserpool.EnrpServer;
import io.rserpool.PoolElement;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;
import io.rserpool.SessionServer;
import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.picture.RecordingListener;
import io.rserpool.quickstart.picture.Studio;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Studio and painters in one process, on real sockets.
 */
class PainterHandlerIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final PoolHandle POOL = PoolHandle.of("fractal");

	private static final TileGrid GRID = new TileGrid(6, 4, 16, 4);

	private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final EnrpServer server = EnrpServer.builder().asapAddress(ANY).build();

	private final RecordingListener listener = new RecordingListener();

	private final Map<Integer, PoolElement> painters = new HashMap<>();

	private PoolUser user;

	private Studio studio;

	private Gallery gallery;

	@AfterEach
	void close() {
		this.studio.close();
		this.painters.values().forEach(PoolElement::close);
		this.user.close();
		this.server.close();
	}

	@Test
	void eachPictureHasItsPainter() {
		begin(2, 0);
		startPainter(1);
		startPainter(2);
		this.studio.start();

		assertPicturesAreComplete(2);
		assertThat(this.listener.painters).containsOnly(1, 2);
		assertThat(this.listener.cookies).isEmpty();
		assertThat(this.gallery.current()).allMatch((picture) -> picture.view().hands().size() == 1);
	}

	@Test
	void pictureOfAPainterThatDiesGoesOnWhereItWas() {
		begin(1, 100);
		startPainter(1);
		startPainter(2);
		this.studio.start();
		Picture picture = this.gallery.current(0);
		await().atMost(PATIENCE).until(() -> picture.view().done() >= 5);

		int first = picture.view().hands().get(0);
		kill(first);

		assertPicturesAreComplete(1);
		assertThat(picture.view().hands()).containsExactly(first, 3 - first);
		assertThat(this.listener.cookies).singleElement()
			.satisfies((cookie) -> assertThat(cookie.tiles()).isGreaterThanOrEqualTo(5));
		// The one band that was on its way beside its cookie, at most
		assertThat(this.listener.twice.get()).isLessThanOrEqualTo(1);
	}

	@Test
	void workWaitsWhileThereIsNobodyAndGoesOnByItself() {
		begin(1, 0);
		this.studio.start();
		await().atMost(PATIENCE).until(() -> this.listener.nobody.get() > 0);

		startPainter(1);
		assertPicturesAreComplete(1);
	}

	@Test
	void pausedPictureMovesAndWaitsForTheNextBand() {
		begin(1, 100);
		startPainter(1);
		startPainter(2);
		this.studio.start();
		Picture picture = this.gallery.current(0);
		await().atMost(PATIENCE).until(() -> picture.view().done() >= 2);
		this.gallery.pause(true);

		int first = picture.view().hands().get(0);
		kill(first);

		await().atMost(PATIENCE).until(() -> picture.view().hands().size() == 2);
		assertThat(picture.isComplete()).isFalse();
		this.gallery.pause(false);
		assertPicturesAreComplete(1);
	}

	private void begin(int places, double bandsPerSecond) {
		this.server.start();
		this.gallery = new Gallery(places, (number) -> new Picture(number, Tour.scene(number), GRID), false);
		this.user = PoolUser.builder().enrpServers(this.server.asapAddress()).build();
		this.user.start();
		this.studio = new Studio(this.user, POOL, this.gallery, this.listener, Duration.ofMinutes(1), bandsPerSecond,
				SessionOptions.DEFAULT);
	}

	private void startPainter(int number) {
		PoolElement painter = PoolElement.builder(POOL)
			.enrpServers(this.server.asapAddress())
			.id(new PoolElementId(number))
			.sessions(SessionServer.builder(new PainterHandler(number)).address(ANY))
			.build();
		painter.start();
		this.painters.put(number, painter);
	}

	/** Its users see what they see of a killed process: closed connections. */
	private void kill(int number) {
		this.painters.get(number).sessions().orElseThrow().close();
	}

	private void assertPicturesAreComplete(int count) {
		await().atMost(PATIENCE).until(() -> this.listener.pictures.size() == count);
		List<Picture> pictures = this.listener.pictures;
		for (Picture picture : pictures) {
			assertThat(picture.missingBands()).isZero();
			for (int tile = 0; tile < GRID.tiles(); tile++) {
				for (int band = 0; band < GRID.bandsPerTile(); band++) {
					assertThat(picture.levels(tile, band)).isEqualTo(Mandelbrot.compute(picture.task(tile, band)));
				}
			}
		}
	}

}
