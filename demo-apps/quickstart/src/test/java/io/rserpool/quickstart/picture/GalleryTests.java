package io.rserpool.quickstart.picture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;

import static org.assertj.core.api.Assertions.assertThat;

class GalleryTests {

	private final Gallery gallery = new Gallery(2,
			(number) -> new Picture(number, Tour.scene(number), new TileGrid(2, 1, 4, 4)), false);

	@Test
	void eachPlaceHasAPictureAndTheOneBeforeIsFound() {
		assertThat(this.gallery.current()).extracting(Picture::number).containsExactly(1L, 2L);

		assertThat(this.gallery.next(0).number()).isEqualTo(3);

		assertThat(this.gallery.current()).extracting(Picture::number).containsExactly(3L, 2L);
		assertThat(this.gallery.find(1)).isNotNull();
		assertThat(this.gallery.next(0).number()).isEqualTo(4);
		assertThat(this.gallery.find(1)).isNull();
		assertThat(this.gallery.find(2)).isSameAs(this.gallery.current(1));
	}

	@Test
	void pausedGalleryLetsNobodyWorkUntilItGoesOn() {
		AtomicInteger done = new AtomicInteger();
		this.gallery.whenWorking(done::incrementAndGet);
		assertThat(done).hasValue(1);
		this.gallery.pause(true);
		this.gallery.whenWorking(done::incrementAndGet);
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::awaitWork);
		assertThat(waiting).isNotDone();
		assertThat(done).hasValue(1);

		this.gallery.pause(false);

		waiting.orTimeout(5, TimeUnit.SECONDS).join();
		assertThat(done).hasValue(2);
	}

	private void awaitWork() {
		try {
			this.gallery.awaitWork();
		}
		catch (InterruptedException ex) {
			throw new CompletionException(ex);
		}
	}

}
