package io.rserpool.session;

import org.jspecify.annotations.Nullable;

/**
 * Which received DATA is acknowledged: in the order of the numbers, so that one that is
 * delivered early waits for those before it [T-11]. Confined to one thread.
 */
final class AckOrder {

	/** All received have numbers below. */
	private long received;

	/** All acknowledged have numbers below. */
	private long acknowledged;

	/**
	 * A bit for each that was delivered early, at its number modulo the size; null while
	 * there was none.
	 */
	private long @Nullable [] early;

	/** Gives the number of one more. */
	long receive() {
		return this.received++;
	}

	/** The number of the next one that comes. */
	long next() {
		return this.received;
	}

	boolean isComplete() {
		return this.acknowledged == this.received;
	}

	/**
	 * Takes a delivery.
	 * @return how many can be acknowledged now, each by an acknowledgement of its own
	 */
	int deliver(long number) {
		if (number < this.acknowledged || number >= this.received) {
			return 0;
		}
		if (number != this.acknowledged) {
			mark(number);
			return 0;
		}
		long from = this.acknowledged++;
		long[] bits = this.early;
		if (bits != null) {
			while (clear(bits, this.acknowledged)) {
				this.acknowledged++;
			}
		}
		return (int) (this.acknowledged - from);
	}

	/** The number of the last acknowledged. */
	long last() {
		return this.acknowledged - 1;
	}

	private void mark(long number) {
		long[] bits = this.early;
		if (bits == null || number - this.acknowledged >= 64L * bits.length) {
			bits = resized(number - this.acknowledged);
			this.early = bits;
		}
		bits[word(bits, number)] |= 1L << number;
	}

	private long[] resized(long distance) {
		long[] old = this.early;
		int words = (old != null) ? old.length : 1;
		while (distance >= 64L * words) {
			words *= 2;
		}
		long[] bits = new long[words];
		if (old != null) {
			for (long number = this.acknowledged; number < this.acknowledged + 64L * old.length; number++) {
				bits[word(bits, number)] |= old[word(old, number)] & 1L << number;
			}
		}
		return bits;
	}

	private static boolean clear(long[] bits, long number) {
		int word = word(bits, number);
		boolean set = (bits[word] & 1L << number) != 0;
		bits[word] &= ~(1L << number);
		return set;
	}

	private static int word(long[] bits, long number) {
		return (int) (number >>> 6) & (bits.length - 1);
	}

}
