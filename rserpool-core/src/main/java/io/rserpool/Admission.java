package io.rserpool;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The room for messages that a session keeps. Safe for use by many threads.
 */
final class Admission {

	private final int maxMessages;

	private final long maxOctets;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Condition room;

	private int messages;

	private long octets;

	private boolean closed;

	Admission(int maxMessages, long maxOctets) {
		this.maxMessages = maxMessages;
		this.maxOctets = maxOctets;
	}

	/**
	 * Takes room for a message.
	 * @param wait whether to wait for it
	 * @return whether there is room
	 */
	boolean enter(int length, boolean wait) throws InterruptedException {
		this.lock.lock();
		try {
			while (this.messages > 0 && (this.messages >= this.maxMessages || this.octets + length > this.maxOctets)) {
				if (!wait || this.closed) {
					return false;
				}
				if (this.room == null) {
					this.room = this.lock.newCondition();
				}
				this.room.await();
			}
			this.messages++;
			this.octets += length;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A message is not kept any more. */
	void leave(int length) {
		this.lock.lock();
		try {
			this.messages--;
			this.octets -= length;
			if (this.room != null) {
				this.room.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Nobody need wait any more. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.room != null) {
				this.room.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
