package io.rserpool.session;

import org.jspecify.annotations.Nullable;

/**
 * Which sent DATA is unacknowledged, and for how long if anybody wants to know. Confined
 * to one thread.
 */
final class SentData {

	private static final int FIRST_CAPACITY = 16;

	/** All sent have numbers below. */
	private long sent;

	/** All acknowledged have numbers below. */
	private long acknowledged;

	/** When each unacknowledged was sent, at its number modulo the size; or null. */
	private long @Nullable [] times;

	/** Gives the number of one more. */
	long send(long now) {
		long number = this.sent++;
		if (this.times != null) {
			record(this.times, number, now);
		}
		return number;
	}

	private void record(long[] known, long number, long now) {
		long[] room = known;
		if (this.sent - this.acknowledged > known.length) {
			room = new long[2 * known.length];
			for (long each = this.acknowledged; each < number; each++) {
				room[at(room, each)] = known[at(known, each)];
			}
			this.times = room;
		}
		room[at(room, number)] = now;
	}

	private static int at(long[] ring, long number) {
		return (int) number & (ring.length - 1);
	}

	/** Begins to take times; what is under way counts as sent now. */
	void measure(long now) {
		if (this.times == null) {
			int capacity = FIRST_CAPACITY;
			while (capacity < this.sent - this.acknowledged) {
				capacity *= 2;
			}
			long[] measured = new long[capacity];
			java.util.Arrays.fill(measured, now);
			this.times = measured;
		}
	}

	void stopMeasuring() {
		this.times = null;
	}

	boolean isComplete() {
		return this.acknowledged == this.sent;
	}

	/**
	 * When the oldest unacknowledged was sent.
	 * @param otherwise if there is none or its time was not taken
	 */
	long oldest(long otherwise) {
		long[] known = this.times;
		return (known != null && !isComplete()) ? known[at(known, this.acknowledged)] : otherwise;
	}

	/** The number of the oldest unacknowledged; the next one to be sent if all are. */
	long first() {
		return this.acknowledged;
	}

	/** The number of the next one. */
	long next() {
		return this.sent;
	}

	/**
	 * The number that a TSN means: of all those that agree in 32 bits, the one nearest to
	 * the oldest unacknowledged.
	 */
	long numberOf(int tsn) {
		return this.acknowledged + (tsn - (int) this.acknowledged);
	}

	/** Whether something was sent under the number. */
	boolean contains(long number) {
		return number >= 0 && number < this.sent;
	}

	/**
	 * Takes a cumulative acknowledgement.
	 * @return whether it is news
	 */
	boolean acknowledge(long number) {
		if (number < this.acknowledged) {
			return false;
		}
		this.acknowledged = number + 1;
		return true;
	}

}
