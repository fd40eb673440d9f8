package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.Conformance;
import io.rserpool.wire.PolicyType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The deterministic policies against the tables that were worked out by hand.
 */
class PolicyTablesTests {

	@Test
	@DisplayName("RFC 5356 4.1: round robin gives the list from its head on and moves the head by one")
	void roundRobinMovesTheHeadByOne() {
		assertThat(new Fixture(PolicyType.ROUND_ROBIN).withMany(3).successive(4, 3)).isEqualTo("ABC BCA CAB ABC");
		assertThat(new Fixture(PolicyType.ROUND_ROBIN).withMany(3).successive(4, 2)).isEqualTo("AB BC CA AB");
	}

	@Test
	void roundRobinTakesNewElementsAtTheTailAndPassesTheHeadOn() {
		Fixture fixture = new Fixture(PolicyType.ROUND_ROBIN).withMany(3);
		fixture.select(1);

		fixture.register(3);
		assertThat(fixture.select(4)).isEqualTo("BCAD");

		fixture.handlespace.remove(fixture.entry('C'));
		assertThat(fixture.successive(3, 3)).isEqualTo("ADB DBA BAD");
	}

	@Test
	void reRegistrationKeepsThePlaceInTheRotation() {
		Fixture fixture = new Fixture(PolicyType.ROUND_ROBIN).withMany(3);
		fixture.select(1);

		fixture.register(0);
		fixture.register(1);

		assertThat(fixture.select(3)).isEqualTo("BCA");
	}

	@Test
	@DisplayName("RFC 5356 4.2: weighted round robin spreads the copies of an element evenly")
	@Conformance({ "POL-4.2-1", "POL-4.2-2", "POL-4.2-3" })
	void weightedRoundRobinIsSmooth() {
		assertThat(weighted(3, 1).successive(4, 1)).isEqualTo("AABA");
		assertThat(weighted(5, 1, 1).successive(7, 1)).isEqualTo("AABACAA");
		assertThat(weighted(3, 2, 1).successive(6, 1)).isEqualTo("ABACBA");
		assertThat(weighted(4, 3, 2, 1).successive(20, 1)).isEqualTo("ABCABDACBAABCABDACBA");
		assertThat(weighted(1, 1, 1).successive(6, 1)).isEqualTo("ABCABC");
		assertThat(weighted(1, 1, 1).successive(3, 3)).isEqualTo("ABC BCA CAB");
	}

	@Test
	void furtherElementsOfWeightedRoundRobinComeFromTheStepsThatFollow() {
		List<String> firsts = new ArrayList<>();
		String period = "ABCABDACBA";
		for (int start = 0; start < period.length(); start++) {
			String rest = period.substring(start) + period;
			StringBuilder distinct = new StringBuilder();
			rest.chars().distinct().forEach((c) -> distinct.append((char) c));
			firsts.add(distinct.toString());
		}

		assertThat(weighted(4, 3, 2, 1).successive(10, 4)).isEqualTo(String.join(" ", firsts));
	}

	@Test
	void veryUnequalWeightsDoNotTakeForever() {
		Fixture fixture = weighted(-1, 1, 1);

		assertThat(fixture.select(3)).isEqualTo("ABC");
	}

	@Test
	void elementsOfWeightZeroAreNeverGiven() {
		assertThat(weighted(0, 2, 0, 1).successive(3, 4)).isEqualTo("BD DB BD");
		assertThat(weighted(0, 0).select(2)).isEmpty();
		Fixture random = new Fixture(PolicyType.WEIGHTED_RANDOM).with(new int[] { 0 }, new int[] { 7 });
		assertThat(random.successive(3, 2)).isEqualTo("B B B");
	}

	@Test
	void weightZeroComesAndGoesWithRegistrations() {
		Fixture fixture = weighted(1, 1);

		fixture.register(0, 0);
		assertThat(fixture.successive(2, 1)).isEqualTo("BB");

		fixture.register(0, 3);
		assertThat(fixture.select(2)).hasSize(2);
	}

	@Test
	@DisplayName("RFC 5356 4.5: the highest priority first")
	@Conformance({ "POL-4.5-2", "POL-4.5-3" })
	void priorityIsDescendingAndEqualsTakeTurns() {
		Fixture fixture = new Fixture(PolicyType.PRIORITY).with(new int[] { 5 }, new int[] { -1 }, new int[] { 5 });

		assertThat(fixture.successive(2, 3)).isEqualTo("BAC BAC");

		fixture.handlespace.remove(fixture.entry('B'));
		assertThat(fixture.successive(3, 2)).isEqualTo("AC CA AC");
	}

	@Test
	@DisplayName("RFC 5356 4.6: ascending by load, equals in turn")
	@Conformance({ "POL-5.1-1", "POL-5.1-2", "POL-5.1-4" })
	void leastUsedIsAscendingByLoad() {
		int[][] loads = { { 10 }, { 10 }, { 50 } };

		assertThat(new Fixture(PolicyType.LEAST_USED).with(loads).successive(4, 1)).isEqualTo("ABAB");
		assertThat(new Fixture(PolicyType.LEAST_USED).with(loads).successive(4, 3)).isEqualTo("ABC BAC ABC BAC");
	}

	@Test
	@Conformance("POL-5.1-5")
	void aNewLoadCountsAtTheNextSelection() {
		Fixture fixture = new Fixture(PolicyType.LEAST_USED).with(new int[] { 10 }, new int[] { 20 }, new int[] { -1 });

		fixture.register(2, 5);

		assertThat(fixture.select(3)).isEqualTo("CAB");
	}

	@Test
	@DisplayName("RFC 5356 4.7: every returned element degrades")
	@Conformance({ "POL-5.2-1", "POL-5.2-3", "POL-5.2-4" })
	void leastUsedWithDegradationRaisesAllReturned() {
		assertThat(degrading(LudIncrement.ALL).successive(10, 1)).isEqualTo("AABCABABBC");
		assertThat(degrading(LudIncrement.ALL).successive(6, 2)).isEqualTo("AB AC AB BA BC AB");
	}

	@Test
	void leastUsedWithDegradationCanRaiseTheFirstOnly() {
		assertThat(degrading(LudIncrement.FIRST).successive(10, 1)).isEqualTo("AABCABABBC");
		assertThat(degrading(LudIncrement.FIRST).successive(6, 2)).isEqualTo("AB AB BC CA AB BA");
	}

	@Test
	@Conformance("POL-5.2-2")
	void reRegistrationResetsDegradation() {
		Fixture fixture = degrading(LudIncrement.ALL);
		fixture.successive(2, 1);

		fixture.register(0, 0x20000000, 0x10000000);

		assertThat(fixture.successive(3, 1)).isEqualTo("AAB");
	}

	@Test
	@DisplayName("RFC 5356 4.8: load plus degradation, which does not accumulate")
	@Conformance("POL-5.3-2")
	void priorityLeastUsedAddsTheDegradationOnce() {
		Fixture fixture = new Fixture(PolicyType.PRIORITY_LEAST_USED).with(new int[] { 0x80000000, 0x80000000 },
				new int[] { 0x80000000, 0x1999999a });

		assertThat(fixture.successive(3, 2)).isEqualTo("BA BA BA");
		assertThat(LeastUsedPolicy.PLU.value(fixture.entry('B').parameter().policy(), 0)).isEqualTo(0x9999999aL);
		assertThat(LeastUsedPolicy.PLU.value(fixture.entry('A').parameter().policy(), 0)).isEqualTo(0xffffffffL);
	}

	@Test
	@Conformance("POL-5.3-5")
	void fullLoadDoesNotWrapAround() {
		Fixture fixture = new Fixture(PolicyType.PRIORITY_LEAST_USED).with(new int[] { -1, 1 }, new int[] { -2, 0 });

		assertThat(fixture.select(2)).isEqualTo("BA");
	}

	@Test
	void distanceAddsToTheLoad() {
		Fixture fixture = new Fixture(PolicyType.LEAST_USED_DPF).with(new int[] { 0x40000000, 0x00418937, 50 },
				new int[] { 0x4ccccc00, 0, 50 }, new int[] { 0, -1, -1 });

		assertThat(fixture.select(3)).isEqualTo("BAC");
		assertThat(LeastUsedPolicy.LU_DPF.value(fixture.entry('A').parameter().policy(), 0)).isEqualTo(0x4cccccbeL);
		assertThat(LeastUsedPolicy.LU_DPF.value(fixture.entry('C').parameter().policy(), 0)).isEqualTo(0xffffffffL);
	}

	@Test
	void distanceAndDegradationAddUp() {
		Fixture fixture = new Fixture(PolicyType.LEAST_USED_DEGRADATION_DPF)
			.with(new int[] { 0x40000000, 0x08000000, 0x00418937, 50 }, new int[] { 0x50000000, 0x10000000, 0, 0 });

		assertThat(fixture.successive(4, 1)).isEqualTo("ABAA");
	}

	@Test
	void distanceTakesFromTheWeight() {
		Fixture fixture = new Fixture(PolicyType.WEIGHTED_RANDOM_DPF).with(new int[] { 100, 0x00418937, 50 },
				new int[] { 100, -1, -1 }, new int[] { 0, 0, 0 });

		assertThat(fixture.entry('A').key).isEqualTo(95);
		assertThat(fixture.entry('B').key).isOne();
		assertThat(fixture.select(3)).hasSize(2).doesNotContain("C");
	}

	private static Fixture weighted(int... weights) {
		Fixture fixture = new Fixture(PolicyType.WEIGHTED_ROUND_ROBIN);
		for (int i = 0; i < weights.length; i++) {
			fixture.register(i, weights[i]);
		}
		return fixture;
	}

	private static Fixture degrading(LudIncrement increment) {
		return new Fixture(PolicyType.LEAST_USED_DEGRADATION, 42, new SelectionOptions(increment)).with(
				new int[] { 0x20000000, 0x10000000 }, new int[] { 0x40000000, 0x08000000 },
				new int[] { 0x40000000, 0x20000000 });
	}

}
