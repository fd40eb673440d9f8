package io.rserpool.quickstart.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RatesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T14:32:08Z");

	@Test
	void areasStandOnEachOther() {
		Map<Integer, int[]> rates = new TreeMap<>(Map.of(1, counts(10), 7, counts(30)));

		RateBox box = Rates.of(rates, List.of(NOW.minusSeconds(15)), NOW);

		assertThat(box.now()).isEqualTo(40);
		assertThat(box.areas()).extracting(RateBox.Area::colour).containsExactly(1, 1);
		assertThat(box.areas().get(0).points()).startsWith("0.0,93.9 ").endsWith(" 0.0,120.0");
		assertThat(box.areas().get(1).points()).startsWith("0.0,15.7 ").endsWith(" 0.0,93.9");
		assertThat(box.marks()).containsExactly("450.0");
	}

	@Test
	void nothingYetIsAnEmptyDrawing() {
		RateBox box = Rates.of(Map.of(), List.of(), NOW);

		assertThat(box.areas()).isEmpty();
		assertThat(box.most()).isZero();
	}

	private static int[] counts(int count) {
		int[] counts = new int[60];
		Arrays.fill(counts, count);
		return counts;
	}

}
