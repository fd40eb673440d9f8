package io.rserpool.session;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

import io.rserpool.wire.Octets;

/**
 * When the other side was heard, and the heartbeats that were sent because it was not
 * (tcp-mapping.md 3.4, 5.1). Times are milliseconds. Confined to one thread.
 */
final class HeartbeatPace {

	private static final short INFO_TYPE = 1;

	/** Type, length, counter, time [T-13]. */
	private static final short INFO_LENGTH = 12;

	private static final int UNKNOWN = -1;

	private long lastHeard;

	private long sentAt;

	private int counter;

	private int interval;

	private int roundTrip = UNKNOWN;

	private int missed;

	/** Nothing was heard since the last heartbeat. */
	private boolean awaiting;

	/** The last heartbeat itself was not answered. */
	private boolean unanswered;

	/**
	 * Draws the silence that leads to the next heartbeat: the given one, less up to a
	 * fifth.
	 */
	void draw(long longest, RandomGenerator random) {
		this.interval = (int) (longest - random.nextLong(longest / 5 + 1));
	}

	/**
	 * Something came.
	 * @return whether that ends a wait for it
	 */
	boolean heard(long now) {
		this.lastHeard = now;
		if (!this.awaiting) {
			return false;
		}
		rest();
		return true;
	}

	/** Waits for nothing any more. */
	void rest() {
		this.awaiting = false;
		this.missed = 0;
	}

	boolean isAwaiting() {
		return this.awaiting;
	}

	/** When the next heartbeat is due if nothing is heard. */
	long due() {
		return this.lastHeard + this.interval;
	}

	/** When the last heartbeat was sent. */
	long sentAt() {
		return this.sentAt;
	}

	/** One more went unanswered; returns how many in a row. */
	int miss() {
		return ++this.missed;
	}

	/** The Heartbeat Info of a new heartbeat. */
	Octets send(long now) {
		this.counter++;
		this.sentAt = now;
		this.awaiting = true;
		this.unanswered = true;
		return Octets.of(ByteBuffer.allocate(INFO_LENGTH)
			.putShort(INFO_TYPE)
			.putShort(INFO_LENGTH)
			.putInt(this.counter)
			.putInt((int) now)
			.array());
	}

	/**
	 * An answer came; a late one is only good as a sign of life.
	 * @return whether it belongs to a heartbeat that was sent
	 */
	boolean answered(Octets info, long now) {
		if (info.length() != INFO_LENGTH) {
			return false;
		}
		ByteBuffer in = ByteBuffer.wrap(info.toByteArray(), 4, 8);
		int age = this.counter - in.getInt();
		if (Integer.compareUnsigned(age, this.counter) >= 0) {
			return false;
		}
		if (age == 0) {
			if (in.getInt() != (int) this.sentAt) {
				return false;
			}
			if (this.unanswered) {
				this.unanswered = false;
				this.roundTrip = (int) (now - this.sentAt);
			}
		}
		return true;
	}

	/** The last measured round trip, or -1. */
	int roundTrip() {
		return this.roundTrip;
	}

}
