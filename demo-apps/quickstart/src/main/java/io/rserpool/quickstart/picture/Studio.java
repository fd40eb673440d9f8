package io.rserpool.quickstart.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.PoolUser;
import io.rserpool.wire.PoolHandle;

/**
 * The workers: each takes a tile from the gallery and lets the pool paint it, until it is
 * closed. A tile is never given up.
 */
public final class Studio implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Studio.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private final PoolUser user;

	private final PoolHandle handle;

	private final Gallery gallery;

	private final PaintingListener listener;

	private final ElementConnections connections;

	private final CountDownLatch stop = new CountDownLatch(1);

	private final List<Thread> workers = new ArrayList<>();

	/**
	 * A studio; it does not work yet.
	 * @param workers tiles in work at the same time
	 * @param requestsPerSecond of all workers together, at most; 0 = no bound
	 * @param timeout longest wait for an element's answer
	 */
	public Studio(PoolUser user, PoolHandle handle, Gallery gallery, PaintingListener listener, int workers,
			double requestsPerSecond, Duration timeout) {
		this.user = user;
		this.handle = handle;
		this.gallery = gallery;
		this.listener = listener;
		this.connections = new ElementConnections(timeout);
		for (int i = 1; i <= workers; i++) {
			Thread worker = new Thread(() -> work(requestsPerSecond / workers), "quickstart-worker-" + i);
			worker.setDaemon(true);
			this.workers.add(worker);
		}
	}

	/** Begins to work. */
	public void start() {
		this.workers.forEach(Thread::start);
	}

	private void work(double requestsPerSecond) {
		Pace pace = new Pace(requestsPerSecond, this.stop);
		try {
			while (this.stop.getCount() > 0) {
				work(pace, this.gallery.take());
			}
		}
		catch (InterruptedException ex) {
			logger.debug("{} ends", Thread.currentThread().getName());
		}
	}

	private void work(Pace pace, Gallery.Job job) throws InterruptedException {
		boolean done = false;
		try {
			new TilePainting(this.user, this.handle, this.connections, this.listener, pace, this.stop, job)
				.paint(this.gallery);
			done = true;
		}
		catch (RuntimeException ex) {
			logger.warn("Tile {} of picture {} is given to another worker", job.tile(), job.picture().number(), ex);
			pace.await();
		}
		finally {
			if (this.gallery.ended(job, done)) {
				this.listener.pictureDone(job.picture());
			}
		}
	}

	/** Ends the work; requests that run are cut off. */
	@Override
	public void close() {
		this.stop.countDown();
		this.connections.close();
		this.workers.forEach(Thread::interrupt);
		long until = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
		for (Thread worker : this.workers) {
			try {
				worker.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
