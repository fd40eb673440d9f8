package io.rserpool.quickstart.picture;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Hands out the tiles of one picture after the other. A complete picture stays for a
 * while, so that people see it. Safe for use by many threads.
 */
public final class Gallery {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final LongFunction<Picture> pictures;

	private final Duration interlude;

	private Picture current;

	private @Nullable Picture previous;

	private boolean paused;

	private long completeSince;

	/**
	 * A gallery that begins with picture 1.
	 * @param pictures makes the picture of a number
	 * @param interlude how long a complete picture stays
	 * @param paused whether it begins paused
	 */
	public Gallery(LongFunction<Picture> pictures, Duration interlude, boolean paused) {
		this.pictures = pictures;
		this.interlude = interlude;
		this.current = pictures.apply(1);
		this.paused = paused;
	}

	/** The picture of now. */
	public Picture current() {
		this.lock.lock();
		try {
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The picture of now or the one before, if it has the given number. */
	public @Nullable Picture find(long number) {
		this.lock.lock();
		try {
			if (this.current.number() == number) {
				return this.current;
			}
			Picture before = this.previous;
			return (before != null && before.number() == number) ? before : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for a tile to work on. */
	public Job take() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (true) {
				awaitWork();
				OptionalInt tile = this.current.take();
				if (tile.isPresent()) {
					return new Job(this.current, tile.getAsInt());
				}
				// A picture can be complete before the job that completed it has ended.
				if (this.completeSince == 0) {
					this.changed.await();
					continue;
				}
				long left = this.interlude.toNanos() - (System.nanoTime() - this.completeSince);
				if (left > 0) {
					this.changed.await(left, TimeUnit.NANOSECONDS);
				}
				else {
					next();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits while the gallery is paused. */
	public void awaitWork() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (this.paused) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Says that a job ended: the tile is done, or others may take it.
	 * @return whether the picture is complete by it
	 */
	public boolean ended(Job job, boolean done) {
		this.lock.lock();
		try {
			if (!done) {
				job.picture().putBack(job.tile());
			}
			boolean complete = done && job.picture() == this.current && this.current.isComplete()
					&& this.completeSince == 0;
			if (complete) {
				// Never 0, which says that the picture is not complete.
				this.completeSince = System.nanoTime() | 1;
			}
			this.changed.signalAll();
			return complete;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void next() {
		this.previous = this.current;
		this.current = this.pictures.apply(this.current.number() + 1);
		this.completeSince = 0;
		this.changed.signalAll();
	}

	public boolean isPaused() {
		this.lock.lock();
		try {
			return this.paused;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Pauses the work after the requests that run, or goes on. */
	public void pause(boolean paused) {
		this.lock.lock();
		try {
			this.paused = paused;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A tile to work on.
	 *
	 * @param picture the picture
	 * @param tile the tile's number
	 */
	public record Job(Picture picture, int tile) {

	}

}
