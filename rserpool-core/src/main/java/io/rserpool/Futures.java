package io.rserpool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.rserpool.transport.Loop;

/**
 * Waiting for futures, and completing them off the I/O thread.
 */
final class Futures {

	/** Runs what callers hang on futures: short-lived daemon threads, none while idle. */
	static final Executor CALLBACKS = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "rserpool-callback");
		thread.setDaemon(true);
		return thread;
	});

	private Futures() {
	}

	/**
	 * Waits for a future, without an end if need be: all requests end by themselves.
	 * @param timeoutMillis a bound that only a defect can reach
	 */
	static <T extends @Nullable Object> T join(Loop loop, CompletableFuture<T> future, long timeoutMillis,
			Supplier<String> what) {
		try {
			if (!loop.await(future, timeoutMillis)) {
				throw new RserpoolException(what.get() + " took more than " + timeoutMillis + " ms");
			}
			return future.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RserpoolException(what.get() + " was interrupted", ex);
		}
		catch (java.util.concurrent.CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw ex;
		}
	}

	/**
	 * Waits for at most the given time, not at all on the loop itself, which has the work
	 * to do; says whether it was done.
	 */
	static boolean within(Loop loop, CompletableFuture<?> future, long millis) {
		if (loop.inLoop()) {
			return future.isDone();
		}
		try {
			return loop.await(future, millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * A future that ends as the given one does, but on a thread of the executor.
	 */
	static <T extends @Nullable Object> CompletableFuture<T> offLoop(CompletableFuture<T> future, Executor executor) {
		return future.whenCompleteAsync((done, failed) -> {
		}, executor);
	}

	/** What a failed future says, in words. */
	static String reason(java.util.concurrent.CompletionException failure) {
		Throwable cause = failure.getCause();
		return String.valueOf(((cause != null) ? cause : failure).getMessage());
	}

	static final long LONG_ENOUGH_MILLIS = TimeUnit.MINUTES.toMillis(10);

}
