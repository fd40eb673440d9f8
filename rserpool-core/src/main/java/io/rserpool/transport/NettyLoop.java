package io.rserpool.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * A loop on one event loop of Netty.
 */
public final class NettyLoop implements Loop {

	private final EventLoop eventLoop;

	public NettyLoop(EventLoop eventLoop) {
		this.eventLoop = eventLoop;
	}

	EventLoop eventLoop() {
		return this.eventLoop;
	}

	@Override
	public void execute(Runnable task) {
		this.eventLoop.execute(task);
	}

	@Override
	public Cancellable schedule(Runnable task, long delayMillis) {
		ScheduledFuture<?> future = this.eventLoop.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
		return () -> future.cancel(false);
	}

	@Override
	public long nowMillis() {
		return nowMillis(this.eventLoop);
	}

	static long nowMillis(EventLoop eventLoop) {
		return TimeUnit.NANOSECONDS.toMillis(eventLoop.ticker().nanoTime());
	}

	@Override
	public boolean inLoop() {
		return this.eventLoop.inEventLoop();
	}

	@Override
	public boolean await(CompletableFuture<?> future, long timeoutMillis) throws InterruptedException {
		if (inLoop()) {
			throw new IllegalStateException(
					"A blocking call on the I/O thread would wait for ever; use the asynchronous form");
		}
		try {
			future.get(timeoutMillis, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException | java.util.concurrent.CancellationException ex) {
			return true;
		}
	}

}
