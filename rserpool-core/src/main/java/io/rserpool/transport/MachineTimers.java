package io.rserpool.transport;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The timers of one machine by their keys. One task of the loop wakes for all of them;
 * one that wakes too early goes on waiting. Confined to the loop.
 *
 * @param <T> the machine's timer keys
 */
final class MachineTimers<T> {

	private final Loop loop;

	private final Consumer<T> expired;

	private final Runnable afterwards;

	private final Map<T, Timer<T>> timers = new HashMap<>();

	private final TimerQueue queue = new TimerQueue();

	private @Nullable Cancellable wakeUp;

	private long wakeUpAt = Long.MAX_VALUE;

	/**
	 * Makes no timers yet.
	 * @param expired hears of each that is due
	 * @param afterwards runs when all that are due were told
	 */
	MachineTimers(Loop loop, Consumer<T> expired, Runnable afterwards) {
		this.loop = loop;
		this.expired = expired;
		this.afterwards = afterwards;
	}

	void set(T key, long delayMillis) {
		long deadline = this.loop.nowMillis() + delayMillis;
		Timer<T> timer = this.timers.get(key);
		if (timer == null) {
			timer = new Timer<>(key);
			this.timers.put(key, timer);
			this.queue.add(timer, deadline);
		}
		else {
			this.queue.move(timer, deadline);
		}
		wakeFor(deadline);
	}

	void cancel(T key) {
		Timer<T> timer = this.timers.remove(key);
		if (timer != null) {
			this.queue.remove(timer);
		}
	}

	void cancelAll() {
		this.timers.values().forEach(this.queue::remove);
		this.timers.clear();
		if (this.wakeUp != null) {
			this.wakeUp.cancel();
			this.wakeUp = null;
		}
		this.wakeUpAt = Long.MAX_VALUE;
	}

	private void wakeFor(long deadline) {
		if (deadline < this.wakeUpAt) {
			if (this.wakeUp != null) {
				this.wakeUp.cancel();
			}
			this.wakeUpAt = deadline;
			this.wakeUp = this.loop.schedule(this::wakeUp, Math.max(0, deadline - this.loop.nowMillis()));
		}
	}

	private void wakeUp() {
		this.wakeUp = null;
		this.wakeUpAt = Long.MAX_VALUE;
		long now = this.loop.nowMillis();
		TimerQueue.Entry first = this.queue.first();
		// Those that are set meanwhile for at once wait for the next turn.
		for (int due = this.queue.size(); due > 0 && first != null && first.deadline() <= now; due--) {
			expire(first);
			first = this.queue.first();
		}
		if (first != null) {
			wakeFor(first.deadline());
		}
		this.afterwards.run();
	}

	@SuppressWarnings("unchecked") // only timers of this class are queued
	private void expire(TimerQueue.Entry entry) {
		T key = ((Timer<T>) entry).key;
		this.queue.remove(entry);
		this.timers.remove(key);
		this.expired.accept(key);
	}

	private static final class Timer<T> extends TimerQueue.Entry {

		private final T key;

		Timer(T key) {
			this.key = key;
		}

	}

}
