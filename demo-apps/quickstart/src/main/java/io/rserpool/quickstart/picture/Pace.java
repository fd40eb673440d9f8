package io.rserpool.quickstart.picture;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session to a rate, so that the demo leaves the machine room to breathe: the
 * painter goes on when its band is acknowledged, and that is done here in time. Nothing
 * is acknowledged while the gallery is paused. Safe for use by many threads.
 */
final class Pace {

	private static final Logger logger = LoggerFactory.getLogger(Pace.class);

	private final long intervalNanos;

	private final Gallery gallery;

	private final ScheduledExecutorService clock;

	private long next = System.nanoTime();

	/**
	 * A pace.
	 * @param bandsPerSecond of this session; 0 = as fast as it can
	 */
	Pace(double bandsPerSecond, Gallery gallery, ScheduledExecutorService clock) {
		this.intervalNanos = (bandsPerSecond > 0) ? Math.round(1e9 / bandsPerSecond) : 0;
		this.gallery = gallery;
		this.clock = clock;
	}

	/** Acknowledges a band when the next one may come. */
	synchronized void next(Runnable acknowledge) {
		long now = System.nanoTime();
		// Time lost is not made good: no burst after a pause.
		this.next = Math.max(this.next, now) + this.intervalNanos;
		try {
			this.clock.schedule(() -> this.gallery.whenWorking(acknowledge), this.next - now, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The work is over");
		}
	}

}
