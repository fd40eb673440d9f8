package io.rserpool.sim;

import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Virtual time and what is still to happen, in the order of time and then of planning.
 * Events of the next minute stand in a ring with one list for each millisecond, as most
 * do; later ones wait in a heap until their time comes into the ring's reach.
 */
final class Agenda {

	/** So many events at one instant are a loop that never ends. */
	private static final int MAX_AT_ONCE = 2_000_000;

	private static final int REACH = 1 << 16;

	private static final int WORD_BITS = 64;

	private final @Nullable Event[] first = new Event[REACH];

	private final @Nullable Event[] last = new Event[REACH];

	/** Which lists of the ring have events. */
	private final long[] occupied = new long[REACH / WORD_BITS];

	private final PriorityQueue<Event> later = new PriorityQueue<>();

	private long now;

	private long lastNumber;

	private long happened;

	private int atOnce;

	Agenda(long now) {
		this.now = now;
	}

	long now() {
		return this.now;
	}

	/** How many events have happened. */
	long happened() {
		return this.happened;
	}

	void at(long time, Event event) {
		event.schedule(Math.max(this.now, time), ++this.lastNumber);
		if (event.at - this.now < REACH) {
			append(event);
		}
		else {
			this.later.add(event);
		}
	}

	void at(long time, Runnable action) {
		at(time, new Event() {

			@Override
			void happen() {
				action.run();
			}

		});
	}

	private void append(Event event) {
		int slot = slot(event.at);
		Event before = this.last[slot];
		if (before != null) {
			before.next = event;
		}
		else {
			this.first[slot] = event;
			this.occupied[slot / WORD_BITS] |= 1L << slot;
		}
		this.last[slot] = event;
	}

	private static int slot(long time) {
		return (int) (time & (REACH - 1));
	}

	/** Lets time pass until the given moment, with all that happens in it. */
	void runUntil(long end) {
		while (true) {
			Event next = this.first[slot(this.now)];
			if (next != null) {
				happen(next);
			}
			else if (this.now >= end || !advance(end)) {
				return;
			}
		}
	}

	private void happen(Event event) {
		int slot = slot(this.now);
		Event next = event.next;
		event.next = null;
		this.first[slot] = next;
		if (next == null) {
			this.last[slot] = null;
			this.occupied[slot / WORD_BITS] &= ~(1L << slot);
		}
		this.atOnce++;
		if (this.atOnce > MAX_AT_ONCE) {
			throw new AssertionError("Time does not pass: " + MAX_AT_ONCE + " events at " + this.now);
		}
		this.happened++;
		event.happen();
	}

	/** Goes to the next event, or to the end; returns whether there is one before. */
	private boolean advance(long end) {
		long next = nextInRing();
		if (next == Long.MAX_VALUE && !this.later.isEmpty()) {
			next = this.later.element().at;
		}
		this.now = Math.min(next, end);
		this.atOnce = 0;
		// Before anybody plans anything for those times: the order is that of planning.
		while (!this.later.isEmpty() && this.later.element().at - this.now < REACH) {
			append(this.later.remove());
		}
		return next <= end;
	}

	private long nextInRing() {
		int start = slot(this.now + 1);
		for (int i = 0; i <= this.occupied.length; i++) {
			int word = (start / WORD_BITS + i) % this.occupied.length;
			long bits = this.occupied[word];
			if (i == 0) {
				bits &= -1L << start;
			}
			if (bits != 0) {
				int slot = word * WORD_BITS + Long.numberOfTrailingZeros(bits);
				return this.now + 1 + ((slot - start) & (REACH - 1));
			}
		}
		return Long.MAX_VALUE;
	}

}
