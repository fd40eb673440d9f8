package io.rserpool.asap;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CachedReadPathTests {

	private final AsapFixture endpoint = new AsapFixture(1);

	private final AtomicBoolean over = new AtomicBoolean();

	@Test
	@DisplayName("Threads select while the machine updates: each answer is whole, none is old after a failure")
	void threadsSelectWhileTheMachineUpdates() throws Exception {
		ConnectionId home = this.endpoint.connected();
		fill(home, 0);
		// The round that readers may rely on: elements of earlier ones are gone
		AtomicInteger round = new AtomicInteger();
		ExecutorService readers = Executors.newFixedThreadPool(3);
		try {
			List<Future<Integer>> results = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				results.add(readers.submit(reader(round)));
			}
			for (int i = 1; i <= 2000; i++) {
				fill(home, i);
				round.set(i);
				CachedElement failed = this.endpoint.machine.cache().lookup(AsapFixture.ECHO).select();
				this.endpoint.machine.failed(failed, this.endpoint.now());
				this.endpoint.advance(1);
			}
			this.over.set(true);
			for (Future<Integer> result : results) {
				assertThat(result.get()).isPositive();
			}
		}
		finally {
			this.over.set(true);
			readers.shutdownNow();
		}
	}

	private Callable<Integer> reader(AtomicInteger round) {
		return () -> {
			int selections = 0;
			do {
				int least = round.get();
				CachedPool pool = this.endpoint.machine.cache().lookup(AsapFixture.ECHO);
				CachedElement element = pool.select();
				assertThat(element).isNotNull();
				assertThat(element.id().value() / 10).isGreaterThanOrEqualTo(least);
				assertThat(element.addresses()).hasSize(1);
				selections++;
			}
			while (!this.over.get());
			return selections;
		};
	}

	@Test
	@DisplayName("A failed element is gone for all threads at once, whoever fills the cache meanwhile")
	void failedElementDoesNotComeBackByARace() throws Exception {
		ConnectionId home = this.endpoint.connected();
		fill(home, 1);
		CachedElement failed = this.endpoint.machine.cache().lookup(AsapFixture.ECHO).select();
		long now = this.endpoint.now();
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> marking = other.submit(() -> {
				this.endpoint.machine.cache().markFailed(failed, now);
				for (int i = 0; i < 100_000; i++) {
					CachedElement chosen = this.endpoint.machine.cache().lookup(AsapFixture.ECHO).select();
					assertThat(chosen.id()).isNotEqualTo(failed.id());
				}
			});
			for (int i = 0; i < 500 && !marking.isDone(); i++) {
				fill(home, 1);
			}
			marking.get();
		}
		finally {
			other.shutdownNow();
		}
	}

	@Test
	@DisplayName("A failed leg is not chosen by any thread any more, whoever fills the cache meanwhile")
	void failedLegDoesNotComeBackByARace() throws Exception {
		ConnectionId home = this.endpoint.connected();
		fillWithLegs(home);
		Leg failed = choose();
		long now = this.endpoint.now();
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> marking = other.submit(() -> {
				this.endpoint.machine.cache().legFailed(failed, now);
				for (int i = 0; i < 100_000; i++) {
					assertThat(choose().id()).isNotEqualTo(failed.id());
				}
			});
			for (int i = 0; i < 500 && !marking.isDone(); i++) {
				fillWithLegs(home);
			}
			marking.get();
		}
		finally {
			other.shutdownNow();
		}
	}

	private Leg choose() {
		return this.endpoint.machine.cache()
			.chooseLeg(AsapFixture.ECHO, List.of(), LegFilter.LOCAL, null, this.endpoint.now());
	}

	private void fillWithLegs(ConnectionId home) {
		this.endpoint.resolve(AsapFixture.ECHO, true);
		List<PoolElementParameter> elements = new ArrayList<>();
		for (int id = 1; id <= 3; id++) {
			elements.add(new PoolElementParameter(new PoolElementId(id), AsapFixture.SERVER_1, 300,
					AsapFixture.transport(7000 + id), MemberSelectionPolicy.ROUND_ROBIN, null,
					List.of(AsapFixture.transport(8000 + id))));
		}
		this.endpoint.receive(home, new HandleResolutionResponse(AsapFixture.ECHO, false,
				MemberSelectionPolicy.ROUND_ROBIN, elements, null));
	}

	@Test
	@DisplayName("Looking up and selecting makes no garbage, through a filter neither")
	void lookupAndSelectMakeNoGarbage() {
		ConnectionId home = this.endpoint.connected();
		fill(home, 1);
		assertNoGarbage(() -> this.endpoint.machine.cache().lookup(AsapFixture.ECHO).select());
		assertNoGarbage(
				() -> this.endpoint.machine.cache().lookup(AsapFixture.ECHO).usableBy(LegFilter.LOCAL).select());
	}

	private static void assertNoGarbage(Runnable selection) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;

		for (int run = 0; run < 5; run++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < 100_000; i++) {
				selection.run();
			}
			least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
		}

		assertThat(least).isLessThan(10_000);
	}

	private void fill(ConnectionId home, int round) {
		this.endpoint.resolve(AsapFixture.ECHO, true);
		this.endpoint.receive(home,
				AsapFixture.answer(AsapFixture.ECHO, false, 10 * round + 1, 10 * round + 2, 10 * round + 3));
	}

}
