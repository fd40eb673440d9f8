package io.rserpool.transport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The queue against a plain list.
 */
class TimerQueueTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void firstIsAlwaysTheEarliest(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		TimerQueue queue = new TimerQueue();
		List<Probe> model = new ArrayList<>();

		for (int i = 0; i < 5_000; i++) {
			Probe any = model.isEmpty() ? null : model.get(random.nextInt(model.size()));
			int action = random.nextInt(5);
			if (any == null || action < 2) {
				Probe added = new Probe();
				queue.add(added, random.nextInt(1_000));
				model.add(added);
			}
			else if (action == 2) {
				queue.move(any, any.deadline() + random.nextInt(500));
			}
			else if (action == 3) {
				queue.move(any, random.nextInt(1_000));
			}
			else {
				queue.remove(any);
				model.remove(any);
				assertThat(any.isQueued()).isFalse();
			}
			assertThat(queue.size()).isEqualTo(model.size());
			assertThat(deadline(queue.first())).as("seed %d, step %d", seed, i).isEqualTo(earliest(model));
		}
	}

	private static long deadline(TimerQueue.@Nullable Entry entry) {
		return (entry != null) ? entry.deadline() : -1;
	}

	private static long earliest(List<Probe> model) {
		return model.stream().min(Comparator.comparingLong(Probe::deadline)).map(Probe::deadline).orElse(-1L);
	}

	private static final class Probe extends TimerQueue.Entry {

	}

}
