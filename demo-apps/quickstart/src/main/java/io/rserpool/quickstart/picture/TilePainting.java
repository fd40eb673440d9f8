package io.rserpool.quickstart.picture;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.PoolUser;
import io.rserpool.RserpoolException;
import io.rserpool.Selection;
import io.rserpool.quickstart.fractal.BandReply;
import io.rserpool.quickstart.fractal.BandRequest;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Lets the pool paint one tile: chooses an element, asks it for band after band, and when
 * it fails says so to the pool user, takes the next element and sends the same request
 * again (name service mode, RFC 5352 section 3.3). For one thread.
 */
final class TilePainting {

	private static final Logger logger = LoggerFactory.getLogger(TilePainting.class);

	private static final long WAIT_FOR_ELEMENT_MILLIS = 50;

	private final PoolUser user;

	private final PoolHandle handle;

	private final ElementConnections connections;

	private final PaintingListener listener;

	private final Pace pace;

	private final CountDownLatch stop;

	private final Gallery.Job job;

	private @Nullable Selection selection;

	private int painter;

	TilePainting(PoolUser user, PoolHandle handle, ElementConnections connections, PaintingListener listener, Pace pace,
			CountDownLatch stop, Gallery.Job job) {
		this.user = user;
		this.handle = handle;
		this.connections = connections;
		this.listener = listener;
		this.pace = pace;
		this.stop = stop;
		this.job = job;
	}

	/** Paints what is missing of the tile. */
	void paint(Gallery gallery) throws InterruptedException {
		Picture picture = this.job.picture();
		int tile = this.job.tile();
		long begun = System.nanoTime();
		boolean done = false;
		while (!done) {
			gallery.awaitWork();
			this.pace.await();
			BandReply reply = ask(picture.request(tile, picture.nextBand(tile)));
			done = picture.add(reply, this.painter);
		}
		this.listener.tileDone(this.job, this.painter, Duration.ofNanos(System.nanoTime() - begun));
	}

	private BandReply ask(BandRequest request) throws InterruptedException {
		long failedAt = 0;
		@Nullable PoolElementId failed = null;
		int failures = 0;
		while (true) {
			Selection selected = select();
			ElementConnection connection = null;
			try {
				long sent = System.nanoTime();
				connection = this.connections.borrow(selected);
				assign(connection.painter());
				BandReply reply = connection.exchange(request);
				long answered = System.nanoTime();
				this.connections.release(selected, connection);
				this.listener.answered(this.painter, Duration.ofNanos(answered - sent));
				if (failed != null) {
					this.listener.moved(this.job, failed, this.painter, request.band(), failures,
							Duration.ofNanos(answered - failedAt));
				}
				return reply;
			}
			catch (IOException ex) {
				failedAt = (failed != null) ? failedAt : System.nanoTime();
				this.connections.failed(selected, connection);
				if (this.stop.getCount() == 0) {
					throw new InterruptedException();
				}
				logger.debug("Element {} failed on tile {}: {}", selected.id(), request.tile(), ex.toString());
				failures++;
				failed = (failed != null) ? failed : selected.id();
				this.selection = next(selected);
			}
		}
	}

	private void assign(int number) {
		if (this.painter != number) {
			this.painter = number;
			this.job.picture().assign(this.job.tile(), number);
		}
	}

	/** The element of this tile; waits while the pool has none. */
	private Selection select() throws InterruptedException {
		Selection current = this.selection;
		while (current == null) {
			try {
				current = this.user.select(this.handle);
			}
			catch (RserpoolException ex) {
				this.listener.nobody(String.valueOf(ex.getMessage()));
				if (this.stop.await(WAIT_FOR_ELEMENT_MILLIS, TimeUnit.MILLISECONDS)) {
					throw new InterruptedException();
				}
			}
		}
		this.selection = current;
		return current;
	}

	private @Nullable Selection next(Selection failed) {
		try {
			return failed.failedGiveNext();
		}
		catch (RserpoolException ex) {
			logger.debug("No other element: {}", ex.getMessage());
			return null;
		}
	}

}
