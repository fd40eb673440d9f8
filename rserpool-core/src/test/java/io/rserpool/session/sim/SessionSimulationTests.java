package io.rserpool.session.sim;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions under random faults. As a test a few hundred seeds; with system properties as
 * many as wanted: {@code sim.seeds}, {@code sim.first} (the first seed),
 * {@code sim.threads}. See {@code docs/simulation.md}.
 */
class SessionSimulationTests {

	private static final Logger logger = LoggerFactory.getLogger(SessionSimulationTests.class);

	private static final long SEEDS = Long.getLong("sim.seeds", 300);

	private static final long FIRST = Long.getLong("sim.first", 1);

	private static final int THREADS = Integer.getInteger("sim.threads", 1);

	@Test
	void randomFaultsBreakNoPromise() throws InterruptedException {
		SessionSeeds run = new SessionSeeds();
		long begun = System.nanoTime();
		AtomicLong next = new AtomicLong(FIRST);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Runnable work = () -> {
			try {
				long seed = next.getAndIncrement();
				while (failure.get() == null && seed < FIRST + SEEDS) {
					run.run(seed);
					seed = next.getAndIncrement();
				}
			}
			catch (Throwable ex) {
				failure.compareAndSet(null, ex);
			}
		};
		List<Thread> threads = Stream.generate(() -> new Thread(work)).limit(THREADS).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		logger.info("{}", run.report((System.nanoTime() - begun) / 1_000_000));
		assertThat(failure.get()).isNull();
	}

	@Test
	void sameSeedHasTheSameCourse() {
		for (long seed = 1; seed <= 5; seed++) {
			SessionWorld once = new SessionWorld(seed);
			once.run();
			SessionWorld again = new SessionWorld(seed);
			again.run();
			assertThat(again.course().checksum()).isEqualTo(once.course().checksum());
		}
	}

}
