package io.rserpool.transport.memory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.rserpool.transport.Cancellable;
import io.rserpool.transport.Loop;
import io.rserpool.transport.VirtualLoop;

/**
 * The loop of one process: that of the network, halted while the process is frozen and
 * ended when it is killed.
 */
final class HostLoop implements Loop {

	private final VirtualLoop loop;

	private final HostProcess process;

	HostLoop(VirtualLoop loop, HostProcess process) {
		this.loop = loop;
		this.process = process;
	}

	HostProcess process() {
		return this.process;
	}

	@Override
	public void execute(Runnable task) {
		if (this.process.isDead()) {
			throw new RejectedExecutionException("The process was killed");
		}
		this.loop.execute(() -> this.process.run(task));
	}

	@Override
	public Cancellable schedule(Runnable task, long delayMillis) {
		return this.loop.schedule(() -> this.process.run(task), delayMillis);
	}

	@Override
	public long nowMillis() {
		return this.loop.nowMillis();
	}

	@Override
	public boolean inLoop() {
		return this.loop.inLoop();
	}

	@Override
	public boolean await(CompletableFuture<?> future, long timeoutMillis) {
		return this.loop.await(future, timeoutMillis);
	}

}
