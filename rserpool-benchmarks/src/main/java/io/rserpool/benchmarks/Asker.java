package io.rserpool.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;

/**
 * A pool user that resolves one pool after the other, a thousand a second, and writes
 * down how long each took, counted from when it was due. Nothing comes from the cache.
 */
final class Asker implements AutoCloseable {

	private static final long GAP_NANOS = 1_000_000;

	private final AsapEndpoint endpoint;

	private final PoolUser user;

	private final int pools;

	private final Thread thread;

	private Histogram latencies = new Histogram(3);

	private volatile boolean done;

	/** Whether what is overdue counts no more. */
	private volatile boolean fresh;

	private volatile long failures;

	/** Asks the server at the given port for the first pools of {@link Elements}. */
	Asker(int port, int pools) {
		this.pools = pools;
		this.endpoint = AsapEndpoint.builder()
			.enrpServers(java.util.List.of(RegistrarProcess.loopback(port)))
			.timing(RegistrarProcess.quiet(Timing.of(Profile.FAST)))
			.completeOnLoop(true)
			.build();
		this.endpoint.start();
		this.user = PoolUser.builder().endpoint(this.endpoint).subscribe(false).build();
		this.user.start();
		this.thread = new Thread(this::run, "asker");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		Random random = new Random(1);
		long due = System.nanoTime();
		while (!this.done) {
			if (this.fresh) {
				this.fresh = false;
				due = System.nanoTime();
			}
			LockSupport.parkNanos(due - System.nanoTime());
			try {
				this.user.populate(Elements.handle(random.nextInt(this.pools))).get(30, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				this.failures++;
			}
			long now = System.nanoTime();
			record(Math.max(0, now - due));
			due = due + GAP_NANOS;
		}
	}

	private synchronized void record(long nanos) {
		this.latencies.recordValue(nanos);
	}

	/** Forgets what was measured so far. */
	synchronized void begin() {
		this.fresh = true;
		this.latencies = new Histogram(3);
	}

	/** What was measured since {@link #begin()}. */
	synchronized Histogram latencies() {
		return this.latencies.copy();
	}

	/** Resolutions that failed, since the start. */
	long failures() {
		return this.failures;
	}

	static String words(Histogram latencies) {
		return String.format(java.util.Locale.ROOT, "p50 %.2f p99 %.2f max %.2f ms n %d",
				latencies.getValueAtPercentile(50) / 1e6, latencies.getValueAtPercentile(99) / 1e6,
				latencies.getMaxValue() / 1e6, latencies.getTotalCount());
	}

	@Override
	public void close() {
		this.done = true;
		try {
			this.thread.join(1_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.user.close();
		this.endpoint.close();
	}

}
