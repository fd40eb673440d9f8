package io.rserpool.handlespace;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.rserpool.Conformance;
import io.rserpool.wire.PolicyType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Weighted round robin in pools of both kinds: few elements by the smooth algorithm, many
 * by virtual deadlines.
 */
class WeightedRoundRobinTests {

	@Test
	@Conformance("POL-4.2-2")
	void eachElementIsFirstAsOftenAsItsWeightInEveryPeriod() {
		for (int size : new int[] { 1, 2, 7, 64, 65, 300 }) {
			Fixture fixture = new Fixture(PolicyType.WEIGHTED_ROUND_ROBIN);
			RandomGenerator random = Fixture.random(size);
			int total = 0;
			for (int i = 0; i < size; i++) {
				int weight = 1 + random.nextInt(12);
				total += weight;
				fixture.register(i, weight);
			}
			for (int period = 1; period <= 3; period++) {
				for (int i = 0; i < total; i++) {
					fixture.selectEntries(1 + i % 3);
				}
				int periods = period;
				fixture.pool()
					.forEach((entry) -> assertThat(entry.selections())
						.isEqualTo(periods * entry.parameter().policy().word0()));
			}
		}
	}

	@Test
	@Conformance("POL-4.2-3")
	void manyElementsTakeEvenlySpreadTurns() {
		Fixture fixture = new Fixture(PolicyType.WEIGHTED_ROUND_ROBIN).withMany(99, 1);
		fixture.register(99, 99);
		int gap = 0;
		int longest = 0;

		for (int i = 0; i < 198 * 2; i++) {
			boolean heavy = fixture.selectEntries(1).get(0).id().value() == 100;
			longest = Math.max(longest, gap);
			gap = heavy ? 0 : gap + 1;
		}

		// All light ones are due in the middle of the period: that is the longest gap.
		assertThat(longest).isLessThanOrEqualTo(99);
		assertThat(fixture.entry((char) ('A' + 99)).selections()).isEqualTo(198);
	}

	@Test
	void equalWeightsOfManyElementsArePlainRoundRobin() {
		Fixture fixture = new Fixture(PolicyType.WEIGHTED_ROUND_ROBIN).withMany(80, 3);
		for (int round = 0; round < 6; round++) {
			for (int i = 1; i <= 80; i++) {
				assertThat(fixture.selectEntries(2).get(0).id().value()).isEqualTo(i);
			}
		}
	}

	@Test
	void theLargestWeightsKeepTheirShares() {
		Fixture fixture = new Fixture(PolicyType.WEIGHTED_ROUND_ROBIN).withMany(100, -1);
		fixture.register(0, 0x7fffffff);
		Map<Integer, Integer> counts = new HashMap<>();

		for (int i = 0; i < 19_900; i++) {
			counts.merge(fixture.selectEntries(1).get(0).id().value(), 1, Integer::sum);
		}

		assertThat(counts.get(1)).isBetween(99, 101);
		assertThat(counts.get(2)).isBetween(199, 201);
	}

	@Test
	void aPoolMayGrowAndShrinkAcrossTheLimit() {
		Fixture fixture = new Fixture(PolicyType.WEIGHTED_ROUND_ROBIN).withMany(200, 2);
		fixture.selectEntries(100);
		for (int i = 199; i >= 3; i--) {
			fixture.handlespace.remove(fixture.entry((char) ('A' + i)));
			assertThat(fixture.selectEntries(500)).hasSize(i);
		}
		fixture.register(0, 3);
		fixture.register(1, 2);
		fixture.register(2, 1);

		String period = fixture.successive(6, 1);

		assertThat(period.chars().filter((c) -> c == 'A').count()).isBetween(2L, 4L);
	}

}
