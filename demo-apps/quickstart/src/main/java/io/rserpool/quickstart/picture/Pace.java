package io.rserpool.quickstart.picture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one worker to a rate, so that the demo leaves the machine room to breathe. For
 * one thread.
 */
final class Pace {

	private final long intervalNanos;

	private final CountDownLatch stop;

	private long next = System.nanoTime();

	/**
	 * A pace.
	 * @param requestsPerSecond of this worker; 0 = as fast as it can
	 */
	Pace(double requestsPerSecond, CountDownLatch stop) {
		this.intervalNanos = (requestsPerSecond > 0) ? Math.round(1e9 / requestsPerSecond) : 0;
		this.stop = stop;
	}

	/**
	 * Waits until the next request may go.
	 * @throws InterruptedException if the work is over
	 */
	void await() throws InterruptedException {
		long now = System.nanoTime();
		if (this.stop.await(Math.max(0, this.next - now), TimeUnit.NANOSECONDS)) {
			throw new InterruptedException();
		}
		// Time lost is not made good: no burst after a pause.
		this.next = Math.max(this.next, now) + this.intervalNanos;
	}

}
