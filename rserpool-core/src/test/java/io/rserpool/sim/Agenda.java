package io.rserpool.sim;

import java.util.PriorityQueue;

/**
 * Virtual time and what is still to happen, in the order of time and then of planning.
 */
final class Agenda {

	/** So many events at one instant are a loop that never ends. */
	private static final int MAX_AT_ONCE = 2_000_000;

	private final PriorityQueue<Event> events = new PriorityQueue<>();

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
		this.events.add(event);
	}

	void in(long millis, Event event) {
		at(this.now + millis, event);
	}

	void at(long time, Runnable action) {
		at(time, new Event() {

			@Override
			void happen() {
				action.run();
			}

		});
	}

	/** Lets time pass until the given moment, with all that happens in it. */
	void runUntil(long end) {
		Event next = this.events.peek();
		while (next != null && next.at <= end) {
			this.events.remove();
			count(next.at);
			this.now = next.at;
			this.happened++;
			next.happen();
			next = this.events.peek();
		}
		this.now = Math.max(this.now, end);
	}

	private void count(long time) {
		this.atOnce = (time > this.now) ? 0 : this.atOnce + 1;
		if (this.atOnce > MAX_AT_ONCE) {
			throw new AssertionError("Time does not pass: " + MAX_AT_ONCE + " events at " + this.now);
		}
	}

}
