package io.rserpool.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceMapTests {

	private final SequenceMap<String> map = new SequenceMap<>();

	@Test
	void emptyMapHasNothing() {
		assertThat(this.map.remove(7)).isNull();
		assertThat(this.map.size()).isZero();
	}

	@Test
	void keepsWhatAHashMapKeeps() {
		Random random = new Random(5);
		Map<Long, String> expected = new HashMap<>();
		for (int i = 0; i < 50_000; i++) {
			long key = random.nextInt(300) * ((random.nextInt(4) == 0) ? 1L << 33 : 1);
			if (random.nextBoolean()) {
				assertThat(this.map.remove(key)).isEqualTo(expected.remove(key));
			}
			else if (!expected.containsKey(key)) {
				expected.put(key, "value " + i);
				this.map.put(key, "value " + i);
			}
			assertThat(this.map.size()).isEqualTo(expected.size());
		}
		expected.forEach((key, value) -> assertThat(this.map.remove(key)).isEqualTo(value));
	}

	@Test
	void removesInTheOrderOfTheKeys() {
		for (long key : new long[] { 30, 4, 12, 100, 5 }) {
			this.map.put(key, Long.toString(key));
		}
		List<String> seen = new ArrayList<>();

		this.map.removeIf((value) -> {
			seen.add(value);
			return !value.equals("12");
		});

		assertThat(seen).containsExactly("4", "5", "12", "30", "100");
		assertThat(this.map.size()).isOne();
		assertThat(this.map.remove(12)).isEqualTo("12");
	}

}
