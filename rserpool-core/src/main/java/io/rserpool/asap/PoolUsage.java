package io.rserpool.asap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the threads of an application do with one pool, over all answers about it. Safe
 * for many threads.
 */
final class PoolUsage {

	private final LongAdder selections = new LongAdder();

	private final AtomicLong renewalDueAt = new AtomicLong(Long.MIN_VALUE);

	void selected() {
		this.selections.increment();
	}

	long selections() {
		return this.selections.sum();
	}

	boolean claimRenewal(long now, long gapMillis) {
		long due = this.renewalDueAt.get();
		return now >= due && this.renewalDueAt.compareAndSet(due, now + gapMillis);
	}

}
