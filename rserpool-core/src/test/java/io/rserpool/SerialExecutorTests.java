package io.rserpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerialExecutorTests {

	@Test
	void tasksFollowEachOtherInTheirOrder() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			SerialExecutor executor = new SerialExecutor(threads);
			List<Integer> seen = new ArrayList<>();
			CountDownLatch done = new CountDownLatch(10_000);
			for (int i = 0; i < 10_000; i++) {
				int number = i;
				executor.execute(() -> {
					seen.add(number);
					done.countDown();
				});
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(seen).hasSize(10_000).isSorted();
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void taskThatATaskBringsComesAfterIt() {
		SerialExecutor executor = new SerialExecutor(Runnable::run);
		List<String> seen = new ArrayList<>();

		executor.execute(() -> {
			executor.execute(() -> seen.add("second"));
			seen.add("first");
		});
		executor.execute(() -> seen.add("third"));

		assertThat(seen).containsExactly("first", "second", "third");
	}

	@Test
	void taskThatFailsIsNotTheLast() {
		SerialExecutor executor = new SerialExecutor(Runnable::run);
		List<String> seen = new ArrayList<>();

		executor.execute(() -> {
			throw new IllegalStateException("on purpose");
		});
		executor.execute(() -> seen.add("second"));

		assertThat(seen).containsExactly("second");
	}

	@Test
	void nothingIsForgottenWhenTheThreadsTakeNothing() {
		SerialExecutor executor = new SerialExecutor((task) -> {
			throw new RejectedExecutionException("on purpose");
		});
		List<String> seen = new ArrayList<>();

		executor.execute(() -> seen.add("first"));
		executor.execute(() -> seen.add("second"));

		assertThat(seen).containsExactly("first", "second");
	}

}
