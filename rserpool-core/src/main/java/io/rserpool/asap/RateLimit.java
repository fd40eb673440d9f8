package io.rserpool.asap;

/**
 * Allows so many events in any window that begins with an event.
 */
final class RateLimit {

	private final int most;

	private final long windowMillis;

	private long windowStart = Long.MIN_VALUE;

	private int count;

	RateLimit(int most, long windowMillis) {
		this.most = most;
		this.windowMillis = windowMillis;
	}

	boolean allows(long now) {
		if (this.windowStart == Long.MIN_VALUE || now - this.windowStart >= this.windowMillis) {
			this.windowStart = now;
			this.count = 0;
		}
		this.count++;
		return this.count <= this.most;
	}

	/** Whether the last question was the first that was denied in its window. */
	boolean isFirstDenial() {
		return this.count == this.most + 1;
	}

}
