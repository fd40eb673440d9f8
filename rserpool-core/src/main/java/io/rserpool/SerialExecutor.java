package io.rserpool;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in their order, on the threads of another executor.
 */
final class SerialExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(SerialExecutor.class);

	private final Executor threads;

	private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	SerialExecutor(Executor threads) {
		this.threads = threads;
	}

	@Override
	public void execute(Runnable task) {
		if (!this.waiting.compareAndSet(0, 1)) {
			this.tasks.add(task);
			if (this.waiting.getAndIncrement() != 0) {
				return;
			}
			// The other one has ended meanwhile
			start(this::next);
			return;
		}
		start(task);
	}

	/** The first task does not wait in the queue. */
	private void start(Runnable first) {
		try {
			this.threads.execute(() -> run(first));
		}
		catch (RejectedExecutionException ex) {
			// Nothing may be forgotten: whoever waits is told on this thread
			logger.warn("The executor of a session takes no tasks; they run on an I/O thread now", ex);
			run(first);
		}
	}

	private void run(Runnable first) {
		guarded(first);
		while (this.waiting.decrementAndGet() > 0) {
			next();
		}
	}

	private void next() {
		Runnable task = this.tasks.poll();
		if (task != null) {
			guarded(task);
		}
	}

	private static void guarded(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.error("A task of a session failed", ex);
		}
	}

}
