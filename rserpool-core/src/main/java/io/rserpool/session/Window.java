package io.rserpool.session;

/**
 * The pieces that are sent and not acknowledged, as numbers and octets: a ring of
 * primitives, as there is one for each message on the way.
 */
final class Window {

	private static final int LEAST = 4;

	private long[] numbers = {};

	private int[] octets = {};

	private int head;

	private int size;

	private long octetsInside;

	void add(long number, int octets) {
		if (this.size == this.numbers.length) {
			grow();
		}
		int index = (this.head + this.size) & (this.numbers.length - 1);
		this.numbers[index] = number;
		this.octets[index] = octets;
		this.size++;
		this.octetsInside += octets;
	}

	private void grow() {
		int length = Math.max(LEAST, this.numbers.length * 2);
		long[] grownNumbers = new long[length];
		int[] grownOctets = new int[length];
		for (int i = 0; i < this.size; i++) {
			int from = (this.head + i) & (this.numbers.length - 1);
			grownNumbers[i] = this.numbers[from];
			grownOctets[i] = this.octets[from];
		}
		this.numbers = grownNumbers;
		this.octets = grownOctets;
		this.head = 0;
	}

	/** Takes out everything up to the given number. */
	void acknowledged(long number) {
		while (this.size > 0 && this.numbers[this.head] <= number) {
			this.octetsInside -= this.octets[this.head];
			this.head = (this.head + 1) & (this.numbers.length - 1);
			this.size--;
		}
	}

	int pieces() {
		return this.size;
	}

	long octets() {
		return this.octetsInside;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	void clear() {
		this.head = 0;
		this.size = 0;
		this.octetsInside = 0;
		if (this.numbers.length > LEAST) {
			this.numbers = new long[0];
			this.octets = new int[0];
		}
	}

}
