package io.rserpool;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The room for messages that a session keeps. Safe for use by many threads; a lock is
 * there only if somebody had to wait.
 */
final class Admission {

	private static final AtomicLongFieldUpdater<Admission> KEPT = AtomicLongFieldUpdater.newUpdater(Admission.class,
			"kept");

	private static final int OCTET_BITS = 40;

	/** One message, to be added to or taken from what is kept. */
	private static final long MESSAGE = 1L << OCTET_BITS;

	private static final long MAX_OCTETS = MESSAGE - 1;

	private static final int MAX_MESSAGES = 1 << 22;

	private final int maxMessages;

	private final long maxOctets;

	/** Messages above, their octets below. */
	private volatile long kept;

	private volatile @Nullable Waiting waiting;

	private volatile boolean closed;

	Admission(int maxMessages, long maxOctets) {
		this.maxMessages = Math.min(maxMessages, MAX_MESSAGES);
		this.maxOctets = Math.min(maxOctets, MAX_OCTETS);
	}

	/**
	 * Takes room for a message.
	 * @param wait whether to wait for it
	 * @return whether there is room
	 */
	boolean enter(int length, boolean wait) throws InterruptedException {
		return enterNow(length) || wait && enterLater(length);
	}

	private boolean enterNow(int length) {
		long before = this.kept;
		while (fits(before, length)) {
			if (KEPT.compareAndSet(this, before, before + MESSAGE + length)) {
				return true;
			}
			before = this.kept;
		}
		return false;
	}

	private boolean fits(long before, int length) {
		long messages = before >>> OCTET_BITS;
		return messages == 0 || messages < this.maxMessages && (before & MAX_OCTETS) + length <= this.maxOctets;
	}

	private boolean enterLater(int length) throws InterruptedException {
		// Whoever leaves from here on sees that somebody waits
		Waiting room = waiting();
		room.lock.lock();
		try {
			while (!enterNow(length)) {
				if (this.closed) {
					return false;
				}
				room.left.await();
			}
			return true;
		}
		finally {
			room.lock.unlock();
		}
	}

	private synchronized Waiting waiting() {
		Waiting room = this.waiting;
		if (room == null) {
			room = new Waiting();
			this.waiting = room;
		}
		return room;
	}

	/** A message is not kept any more. */
	void leave(int length) {
		KEPT.addAndGet(this, -(MESSAGE + length));
		tell();
	}

	/** Nobody need wait any more. */
	void close() {
		this.closed = true;
		tell();
	}

	private void tell() {
		Waiting room = this.waiting;
		if (room != null) {
			room.lock.lock();
			try {
				room.left.signalAll();
			}
			finally {
				room.lock.unlock();
			}
		}
	}

	/** Where those wait for whom there is no room. */
	private static final class Waiting {

		private final ReentrantLock lock = new ReentrantLock();

		private final Condition left = this.lock.newCondition();

	}

}
