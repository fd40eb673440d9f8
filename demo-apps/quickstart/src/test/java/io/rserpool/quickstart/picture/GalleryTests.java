package io.rserpool.quickstart.picture;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;

import static org.assertj.core.api.Assertions.assertThat;

class GalleryTests {

	private static final TileGrid GRID = new TileGrid(2, 1, 4, 4);

	private final Gallery gallery = new Gallery((number) -> new Picture(number, Tour.scene(number), GRID),
			Duration.ZERO, false);

	@Test
	void nextPictureBeginsWhenAllTilesAreDone() throws InterruptedException {
		Gallery.Job first = this.gallery.take();
		Gallery.Job second = this.gallery.take();

		assertThat(finish(first)).isFalse();
		assertThat(finish(second)).isTrue();

		assertThat(this.gallery.take().picture().number()).isEqualTo(2);
		assertThat(this.gallery.find(1)).isSameAs(first.picture());
		assertThat(this.gallery.find(3)).isNull();
	}

	@Test
	void pictureWhoseLastTileIsPaintedIsOverWhenItsJobHasEnded() throws InterruptedException {
		Gallery.Job first = this.gallery.take();
		Gallery.Job second = this.gallery.take();
		finish(first);
		paint(second);

		CompletableFuture<Gallery.Job> waiting = CompletableFuture.supplyAsync(this::take);
		assertThat(waiting).failsWithin(Duration.ofMillis(50)).withThrowableOfType(TimeoutException.class);

		assertThat(this.gallery.ended(second, true)).isTrue();
		assertThat(waiting.orTimeout(5, TimeUnit.SECONDS).join().picture().number()).isEqualTo(2);
	}

	@Test
	void tileThatFailedIsGivenToAWaitingWorker() throws InterruptedException {
		Gallery.Job first = this.gallery.take();
		finish(this.gallery.take());
		CompletableFuture<Gallery.Job> waiting = CompletableFuture.supplyAsync(this::take);

		this.gallery.ended(first, false);

		assertThat(waiting.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(first);
	}

	@Test
	void pausedGalleryGivesNothingUntilItGoesOn() {
		this.gallery.pause(true);
		CompletableFuture<Gallery.Job> waiting = CompletableFuture.supplyAsync(this::take);
		assertThat(waiting).isNotDone();

		this.gallery.pause(false);

		assertThat(waiting.orTimeout(5, TimeUnit.SECONDS).join().picture().number()).isOne();
	}

	private Gallery.Job take() {
		try {
			return this.gallery.take();
		}
		catch (InterruptedException ex) {
			throw new CompletionException(ex);
		}
	}

	private boolean finish(Gallery.Job job) {
		paint(job);
		return this.gallery.ended(job, true);
	}

	private static void paint(Gallery.Job job) {
		job.picture().add(Mandelbrot.compute(job.picture().request(job.tile(), 0)), 1);
	}

}
