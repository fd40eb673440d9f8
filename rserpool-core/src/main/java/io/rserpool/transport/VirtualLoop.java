package io.rserpool.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A loop on virtual time, for tests and simulations. Nothing runs by itself: whoever
 * calls {@link #advance(Duration)} and its like runs the tasks, in the order of their
 * times and then of their making, so that the same calls have the same course. Tasks may
 * be handed over by any thread; one thread at a time runs them. What a task throws
 * reaches the caller.
 */
public final class VirtualLoop implements Loop {

	private static final Comparator<Task> ORDER = Comparator.comparingLong(Task::at).thenComparingLong(Task::number);

	/** So many tasks at one instant are a loop that never ends. */
	private static final int MAX_TASKS_AT_ONCE = 5_000_000;

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(ORDER);

	private final ReentrantLock running = new ReentrantLock();

	private long lastNumber;

	private int tasksAtOnce;

	// An odd time, so that nobody relies on 0.
	private long now = 1_000_003;

	@Override
	public void execute(Runnable task) {
		schedule(task, 0);
	}

	/** As in {@link Loop}, but allowed to any thread. */
	@Override
	public Cancellable schedule(Runnable task, long delayMillis) {
		if (delayMillis < 0) {
			throw new IllegalArgumentException("Delay " + delayMillis + " is negative");
		}
		synchronized (this.tasks) {
			this.lastNumber++;
			Task added = new Task(this.now + delayMillis, this.lastNumber, task);
			this.tasks.add(added);
			return () -> remove(added);
		}
	}

	private void remove(Task task) {
		synchronized (this.tasks) {
			this.tasks.remove(task);
		}
	}

	@Override
	public long nowMillis() {
		synchronized (this.tasks) {
			return this.now;
		}
	}

	@Override
	public boolean inLoop() {
		return this.running.isHeldByCurrentThread();
	}

	/** Lets time pass and runs everything that falls into it. */
	public void advance(Duration time) {
		runUntil(nowMillis() + time.toMillis(), () -> false);
	}

	/** Runs everything that is due now, and what follows from it without delay. */
	public void runUntilIdle() {
		runUntil(nowMillis(), () -> false);
	}

	/**
	 * Runs, task by task, until the condition holds.
	 * @param limit most virtual time for it
	 * @return whether the condition holds; if not, the whole time has passed
	 */
	public boolean runUntil(BooleanSupplier condition, Duration limit) {
		return runUntil(nowMillis() + limit.toMillis(), condition);
	}

	private boolean runUntil(long end, BooleanSupplier condition) {
		if (inLoop()) {
			throw new IllegalStateException(
					"A blocking call on the loop would wait for ever; use the asynchronous form");
		}
		this.running.lock();
		try {
			while (!condition.getAsBoolean()) {
				Task next = next(end);
				if (next == null) {
					return condition.getAsBoolean();
				}
				next.action().run();
			}
			return true;
		}
		finally {
			this.running.unlock();
		}
	}

	private @Nullable Task next(long end) {
		synchronized (this.tasks) {
			Task next = this.tasks.peek();
			if (next == null || next.at() > end) {
				this.now = Math.max(this.now, end);
				return null;
			}
			this.tasks.remove();
			count(next.at());
			this.now = Math.max(this.now, next.at());
			return next;
		}
	}

	private void count(long at) {
		this.tasksAtOnce = (at > this.now) ? 0 : this.tasksAtOnce + 1;
		if (this.tasksAtOnce > MAX_TASKS_AT_ONCE) {
			throw new AssertionError("Time does not pass: " + MAX_TASKS_AT_ONCE + " tasks at " + this.now);
		}
	}

	@Override
	public boolean await(CompletableFuture<?> future, long timeoutMillis) {
		return runUntil(nowMillis() + timeoutMillis, future::isDone);
	}

	/** How many tasks wait. */
	public int size() {
		synchronized (this.tasks) {
			return this.tasks.size();
		}
	}

	/** A wall clock that shows this loop's time, for an event stream. */
	public Clock clock() {
		return new VirtualClock();
	}

	private record Task(long at, long number, Runnable action) {
	}

	private final class VirtualClock extends Clock {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Instant.ofEpochMilli(nowMillis());
		}

	}

}
