package io.rserpool.sim;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random scenarios with every kind of fault. As a test two hundred seeds; with system
 * properties as many as wanted: {@code sim.seeds} or {@code sim.minutes},
 * {@code sim.first} (the first seed), {@code sim.servers}, {@code sim.threads}. See
 * {@code docs/simulation.md}.
 */
class SimulationTests {

	private static final Logger logger = LoggerFactory.getLogger(SimulationTests.class);

	private static final long SEEDS = Long.getLong("sim.seeds", 200);

	private static final long MINUTES = Long.getLong("sim.minutes", 0);

	private static final long FIRST = Long.getLong("sim.first", 1);

	private static final int SERVERS = Integer.getInteger("sim.servers", 0);

	private static final int THREADS = Integer.getInteger("sim.threads", 1);

	@Test
	void randomFaultsBreakNoInvariant() throws InterruptedException {
		SeedRun run = new SeedRun(SERVERS);
		long begun = System.nanoTime();
		long end = begun + MINUTES * 60_000_000_000L;
		AtomicLong next = new AtomicLong(FIRST);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Runnable work = () -> {
			try {
				long seed = next.getAndIncrement();
				while (failure.get() == null && ((MINUTES > 0) ? System.nanoTime() < end : seed < FIRST + SEEDS)) {
					run.run(seed);
					seed = next.getAndIncrement();
				}
			}
			catch (Throwable ex) {
				failure.compareAndSet(null, ex);
			}
		};
		List<Thread> threads = java.util.stream.Stream.generate(() -> new Thread(work)).limit(THREADS).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		logger.info("{}", run.report((System.nanoTime() - begun) / 1_000_000));
		assertThat(failure.get()).isNull();
	}

}
