package io.rserpool.quickstart.picture;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.RserpoolException;
import io.rserpool.SessionOptions;
import io.rserpool.wire.PoolHandle;

/**
 * One place of the gallery: lets the pool paint one picture after the other there, each
 * in a session of its own. Runs on a thread of its own.
 */
final class Easel implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Easel.class);

	private static final Duration CLOSE = Duration.ofSeconds(1);

	private static final long AGAIN_MILLIS = 500;

	private final int place;

	private final PoolUser user;

	private final PoolHandle handle;

	private final SessionOptions options;

	private final Gallery gallery;

	private final Pace pace;

	private final PaintingListener listener;

	private final Duration interlude;

	private final CountDownLatch stop;

	private volatile @Nullable PoolSession session;

	/**
	 * An easel.
	 * @param interlude how long a complete picture stays
	 * @param stop ends the work
	 */
	Easel(int place, PoolUser user, PoolHandle handle, SessionOptions options, Gallery gallery, Pace pace,
			PaintingListener listener, Duration interlude, CountDownLatch stop) {
		this.place = place;
		this.user = user;
		this.handle = handle;
		this.options = options;
		this.gallery = gallery;
		this.pace = pace;
		this.listener = listener;
		this.interlude = interlude;
		this.stop = stop;
	}

	@Override
	public void run() {
		try {
			while (true) {
				paint(this.gallery.current(this.place));
				await(this.interlude.toMillis());
				this.gallery.next(this.place);
			}
		}
		catch (InterruptedException ex) {
			logger.debug("{} ends", Thread.currentThread().getName());
		}
	}

	private void paint(Picture picture) throws InterruptedException {
		while (!picture.isComplete()) {
			this.gallery.awaitWork();
			try {
				order(picture);
			}
			catch (RserpoolException | IllegalStateException ex) {
				if (this.stop.getCount() > 0) {
					logger.warn("The session of picture {} is over, another one goes on with it", picture.number(), ex);
				}
				await(AGAIN_MILLIS);
			}
		}
		this.listener.pictureDone(picture);
	}

	private void order(Picture picture) {
		PictureSession painting = new PictureSession(picture, this.pace, this.listener);
		PoolSession session = this.user.openSession(this.handle,
				this.options.listener(painting).failoverHandler(painting));
		this.session = session;
		try {
			session.call(picture.order().bytes());
		}
		finally {
			this.session = null;
			session.close(CLOSE);
		}
	}

	private void await(long millis) throws InterruptedException {
		if (this.stop.await(millis, TimeUnit.MILLISECONDS)) {
			throw new InterruptedException();
		}
	}

	int place() {
		return this.place;
	}

	/** The session of now, or null between two pictures. */
	@Nullable PoolSession session() {
		return this.session;
	}

}
