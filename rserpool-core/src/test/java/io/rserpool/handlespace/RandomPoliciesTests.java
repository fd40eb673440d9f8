package io.rserpool.handlespace;

import java.util.stream.Stream;

import io.rserpool.Conformance;
import io.rserpool.wire.PolicyType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The random policies against the shares they must have, with a fixed seed and with one
 * from the clock.
 */
class RandomPoliciesTests {

	private static final int DRAWS = 20_000;

	static Stream<Long> seeds() {
		return Stream.of(42L, System.nanoTime());
	}

	@ParameterizedTest
	@MethodSource("seeds")
	@DisplayName("RFC 5356 4.3: random chooses all alike")
	@Conformance("POL-4.3-1")
	void randomIsUniform(long seed) {
		assertFirsts(new Fixture(PolicyType.RANDOM, seed, SelectionOptions.DEFAULT).withMany(3), 1 / 3.0, 1 / 3.0,
				1 / 3.0);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	@DisplayName("RFC 5356 4.4: weighted random chooses by weight")
	@Conformance({ "POL-4.4-1", "POL-4.4-3" })
	void weightedRandomFollowsTheWeights(long seed) {
		assertFirsts(weighted(seed), 0.5, 0.3, 0.2);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	@DisplayName("RFC 5356 4.9: randomized least used chooses by free capacity")
	@Conformance("POL-5.4-1")
	void randomizedLeastUsedFollowsFreeCapacity(long seed) {
		Fixture fixture = new Fixture(PolicyType.RANDOMIZED_LEAST_USED, seed, SelectionOptions.DEFAULT)
			.with(new int[] { 0 }, new int[] { 0x80000000 }, new int[] { 0xc0000000 });

		assertFirsts(fixture, 4 / 7.0, 2 / 7.0, 1 / 7.0);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aFullElementIsPracticallyNeverChosenWhileThereIsAnother(long seed) {
		Fixture fixture = new Fixture(PolicyType.RANDOMIZED_LEAST_USED, seed, SelectionOptions.DEFAULT)
			.with(new int[] { 0 }, new int[] { -1 });
		for (int i = 0; i < DRAWS; i++) {
			fixture.selectEntries(1);
		}

		assertThat(fixture.entry('B').selections()).isLessThanOrEqualTo(1);

		fixture.handlespace.remove(fixture.entry('A'));
		assertThat(fixture.select(1)).isEqualTo("B");
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void randomPairsAreUniform(long seed) {
		Fixture fixture = new Fixture(PolicyType.RANDOM, seed, SelectionOptions.DEFAULT).withMany(3);
		long[] pairs = new long[6];
		for (int i = 0; i < DRAWS; i++) {
			pairs["AB AC BA BC CA CB".indexOf(fixture.select(2)) / 3]++;
		}

		Statistics.assertShares(pairs, DRAWS, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0);
		Statistics.assertChiSquare(pairs, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void weightedPairsAreDrawnWithoutReplacement(long seed) {
		Fixture fixture = weighted(seed);
		long[] listed = new long[3];
		for (int i = 0; i < DRAWS; i++) {
			fixture.select(2).chars().forEach((name) -> listed[name - 'A']++);
		}

		Statistics.assertShares(listed, DRAWS, 0.839286, 0.675, 0.485714);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void weightedRandomFollowsChangesOfManyWeights(long seed) {
		Fixture fixture = new Fixture(PolicyType.WEIGHTED_RANDOM, seed, SelectionOptions.DEFAULT).withMany(40, 9);
		for (int i = 39; i >= 3; i -= 2) {
			fixture.handlespace.remove(fixture.entry((char) ('A' + i)));
		}
		for (int i = 4; i < 40; i += 2) {
			fixture.register(i, 0);
		}
		fixture.register(0, 5);
		fixture.register(1, 3);
		fixture.register(2, 2);

		assertFirsts(fixture, 0.5, 0.3, 0.2);
	}

	private static Fixture weighted(long seed) {
		return new Fixture(PolicyType.WEIGHTED_RANDOM, seed, SelectionOptions.DEFAULT).with(new int[] { 5 },
				new int[] { 3 }, new int[] { 2 });
	}

	private static void assertFirsts(Fixture fixture, double... shares) {
		int[] firsts = new int[DRAWS];
		long[] counts = new long[shares.length];
		for (int i = 0; i < DRAWS; i++) {
			firsts[i] = fixture.selectEntries(1).get(0).id().value() - 1;
			counts[firsts[i]]++;
		}
		Statistics.assertShares(counts, DRAWS, shares);
		Statistics.assertChiSquare(counts, shares);
		Statistics.assertIndependent(firsts, shares);
	}

}
