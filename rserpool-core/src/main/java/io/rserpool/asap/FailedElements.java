package io.rserpool.asap;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Elements that the application could not reach lately: an answer or update that is older
 * than that does not bring them back. Safe for many threads.
 */
final class FailedElements {

	/** Failures remembered at once; more are not. */
	static final int MOST = 4096;

	private final long holdMillis;

	private final ConcurrentMap<Name, Long> failedAt = new ConcurrentHashMap<>();

	/** A walk through all is worth while once in a while only. */
	private final AtomicLong nextSweepAt = new AtomicLong(Long.MIN_VALUE);

	/**
	 * Makes an empty memory.
	 * @param holdMillis how long a server may take to find out by itself
	 */
	FailedElements(long holdMillis) {
		this.holdMillis = holdMillis;
	}

	boolean isEmpty() {
		return this.failedAt.isEmpty();
	}

	void add(PoolHandle handle, PoolElementId id, long now) {
		if (this.failedAt.size() >= MOST) {
			prune(now, now);
		}
		if (this.failedAt.size() < MOST) {
			this.failedAt.put(new Name(handle, id), now);
		}
	}

	/**
	 * Whether what a server says of an element is older than its failure.
	 * @param askedAt when the server was asked
	 */
	boolean contains(PoolHandle handle, PoolElementId id, long askedAt, long now) {
		if (this.failedAt.isEmpty()) {
			return false;
		}
		Long at = this.failedAt.get(new Name(handle, id));
		return at != null && (at >= askedAt || now - at < this.holdMillis);
	}

	/**
	 * Forgets what is too old to matter, unless that was done just now: an answer that
	 * brings the occasion costs next to nothing.
	 */
	void prune(long now, long oldestQuestionAt) {
		if (this.failedAt.isEmpty()) {
			return;
		}
		long due = this.nextSweepAt.get();
		if (now >= due && this.nextSweepAt.compareAndSet(due, now + this.holdMillis)) {
			this.failedAt.values().removeIf((at) -> at < oldestQuestionAt && now - at >= this.holdMillis);
		}
	}

	private record Name(PoolHandle handle, PoolElementId id) {
	}

}
