package io.rserpool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTests {

	/** A thread for each task: those that wait must not be in each other's way. */
	private static final Executor THREADS = (task) -> new Thread(task).start();

	@Test
	void takesAsManyMessagesAsItMay() throws Exception {
		Admission admission = new Admission(2, 1_000);

		assertThat(admission.enter(1, false)).isTrue();
		assertThat(admission.enter(1, false)).isTrue();
		assertThat(admission.enter(1, false)).isFalse();
		admission.leave(1);
		assertThat(admission.enter(1, false)).isTrue();
	}

	@Test
	void takesAsManyOctetsAsItMay() throws Exception {
		Admission admission = new Admission(100, 1_000);

		assertThat(admission.enter(600, false)).isTrue();
		assertThat(admission.enter(401, false)).isFalse();
		assertThat(admission.enter(400, false)).isTrue();
	}

	@Test
	void takesAnyMessageThatIsAlone() throws Exception {
		Admission admission = new Admission(100, 1_000);

		assertThat(admission.enter(Integer.MAX_VALUE, false)).isTrue();
		assertThat(admission.enter(1, false)).isFalse();
		admission.leave(Integer.MAX_VALUE);
		assertThat(admission.enter(1, false)).isTrue();
	}

	@Test
	void whoeverWaitsIsLetInWhenThereIsRoom() throws Exception {
		Admission admission = new Admission(3, 1_000);
		AtomicInteger inside = new AtomicInteger();
		CompletableFuture<?>[] all = new CompletableFuture<?>[8];
		for (int i = 0; i < all.length; i++) {
			all[i] = CompletableFuture.runAsync(() -> comeAndGo(admission, inside), THREADS);
		}

		CompletableFuture.allOf(all).get(30, TimeUnit.SECONDS);

		assertThat(inside.get()).isZero();
	}

	private static void comeAndGo(Admission admission, AtomicInteger inside) {
		try {
			for (int i = 0; i < 2_000; i++) {
				assertThat(admission.enter(5, true)).isTrue();
				assertThat(inside.incrementAndGet()).isBetween(1, 3);
				inside.decrementAndGet();
				admission.leave(5);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whoeverWaitsIsSentAwayAtTheEnd() throws Exception {
		Admission admission = new Admission(1, 1_000);
		admission.enter(1, false);
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
			try {
				return admission.enter(1, true);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, THREADS);

		admission.close();

		assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
	}

}
