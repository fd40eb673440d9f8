package io.rserpool.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class VirtualLoopTests {

	private final VirtualLoop loop = new VirtualLoop();

	private final List<String> done = new ArrayList<>();

	@Test
	void tasksRunInTheOrderOfTheirTimesAndThenOfTheirMaking() {
		this.loop.schedule(() -> this.done.add("b"), 10);
		this.loop.schedule(() -> this.done.add("c"), 10);
		this.loop.schedule(() -> this.done.add("a"), 5);
		this.loop.execute(() -> this.done.add("now"));

		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.done).containsExactly("now", "a", "b", "c");
	}

	@Test
	void timePassesOnlyAsFarAsItIsLetPass() {
		long start = this.loop.nowMillis();
		this.loop.schedule(() -> this.done.add("late"), 11);

		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.done).isEmpty();
		assertThat(this.loop.nowMillis()).isEqualTo(start + 10);
	}

	@Test
	void cancelledTaskDoesNotRun() {
		this.loop.schedule(() -> this.done.add("never"), 1).cancel();

		this.loop.advance(Duration.ofSeconds(1));

		assertThat(this.done).isEmpty();
		assertThat(this.loop.size()).isZero();
	}

	@Test
	void runningUntilConditionStopsRightThere() {
		this.loop.schedule(() -> this.done.add("a"), 1);
		this.loop.schedule(() -> this.done.add("b"), 2);

		boolean met = this.loop.runUntil(() -> !this.done.isEmpty(), Duration.ofSeconds(1));

		assertThat(met).isTrue();
		assertThat(this.done).containsExactly("a");
	}

	@Test
	void waitingRunsTheLoop() {
		CompletableFuture<String> future = new CompletableFuture<>();
		this.loop.schedule(() -> future.complete("x"), 500);

		assertThat(this.loop.await(future, 499)).isFalse();
		assertThat(this.loop.await(future, 1)).isTrue();
	}

	@Test
	void waitingOnTheLoopItselfIsRefused() {
		this.loop.execute(() -> assertThatIllegalStateException()
			.isThrownBy(() -> this.loop.await(new CompletableFuture<>(), 1)));

		this.loop.runUntilIdle();
	}

}
