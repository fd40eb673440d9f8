package io.rserpool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in their order, on the threads of another executor.
 */
final class SerialExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(SerialExecutor.class);

	private final Executor threads;

	/** Only while tasks wait behind each other. */
	private @Nullable Deque<Runnable> tasks;

	private boolean busy;

	SerialExecutor(Executor threads) {
		this.threads = threads;
	}

	@Override
	public void execute(Runnable task) {
		synchronized (this) {
			if (this.busy) {
				Deque<Runnable> waiting = this.tasks;
				if (waiting == null) {
					waiting = new ArrayDeque<>();
					this.tasks = waiting;
				}
				waiting.addLast(task);
				return;
			}
			this.busy = true;
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
		Runnable task = first;
		while (task != null) {
			guarded(task);
			task = next();
		}
	}

	private synchronized @Nullable Runnable next() {
		Deque<Runnable> waiting = this.tasks;
		Runnable next = (waiting != null) ? waiting.pollFirst() : null;
		if (next == null) {
			this.tasks = null;
			this.busy = false;
		}
		return next;
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
