package io.rserpool.machine;

/**
 * Lets through so many a second, and a burst of them at once after a rest (SR-24).
 * Confined to one thread; times are milliseconds on any clock that never goes back.
 */
public final class TokenBucket {

	/** Thousandths of a token: one millisecond at one token a second. */
	private static final long TOKEN = 1000;

	private final long perSecond;

	private final long capacity;

	private long level;

	private long filledAt;

	/**
	 * Makes a full bucket.
	 * @param perSecond at least 1
	 * @param burst at least 1
	 */
	public TokenBucket(int perSecond, int burst, long now) {
		this.perSecond = perSecond;
		this.capacity = burst * TOKEN;
		this.level = this.capacity;
		this.filledAt = now;
	}

	/** Takes a token, if there is one. */
	public boolean take(long now) {
		long passed = now - this.filledAt;
		if (passed > 0) {
			long missing = this.capacity - this.level;
			this.level = (passed > missing / this.perSecond) ? this.capacity : this.level + passed * this.perSecond;
			this.filledAt = now;
		}
		if (this.level < TOKEN) {
			return false;
		}
		this.level -= TOKEN;
		return true;
	}

}
