package io.rserpool.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The one thread of a state machine, with its clock. All methods but
 * {@link #schedule(Runnable, long)} may be called by any thread.
 */
public interface Loop extends Executor {

	/**
	 * Runs a task on the loop, after all those handed over before, never within this
	 * call.
	 * @throws java.util.concurrent.RejectedExecutionException if the loop has ended
	 */
	@Override
	void execute(Runnable task);

	/**
	 * Runs a task on the loop later. To be called on the loop.
	 * @param delayMillis 0 or more
	 */
	Cancellable schedule(Runnable task, long delayMillis);

	/** Milliseconds on a clock that never goes back, from any origin. */
	long nowMillis();

	/** Whether the calling thread is running a task of this loop. */
	boolean inLoop();

	/**
	 * Waits until the future is done. A loop on virtual time runs meanwhile.
	 * @param timeoutMillis most milliseconds of this loop's clock
	 * @return whether it is done
	 * @throws IllegalStateException on the loop itself, which would wait for ever
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	boolean await(CompletableFuture<?> future, long timeoutMillis) throws InterruptedException;

}
