package io.rserpool.handlespace;

import java.util.random.RandomGenerator;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cost of selections in comparisons and tree steps, which no noise disturbs.
 */
class SelectionStepsTests {

	private static final int[] SIZES = { 100, 3000, 100_000 };

	private static final int ROUNDS = 500;

	@ParameterizedTest
	@EnumSource(PolicyType.class)
	void aSelectionTakesLogarithmicallyManySteps(PolicyType type) {
		for (int size : SIZES) {
			Fixture fixture = filled(type, size);
			PoolElementEntry[] out = new PoolElementEntry[1];
			long most = 0;
			long before = fixture.handlespace.steps();
			for (int i = 0; i < ROUNDS; i++) {
				long start = fixture.handlespace.steps();
				fixture.handlespace.selection().select(fixture.pool(), 1, out);
				most = Math.max(most, fixture.handlespace.steps() - start);
			}
			double mean = (double) (fixture.handlespace.steps() - before) / ROUNDS;

			assertThat(mean).as("mean of %s with %d elements", type, size).isLessThan(6 * log2(size));
			assertThat(most).as("worst of %s with %d elements", type, size).isLessThan((long) (12 * log2(size)));
		}
	}

	@ParameterizedTest
	@EnumSource(PolicyType.class)
	void aReRegistrationTakesLogarithmicallyManySteps(PolicyType type) {
		for (int size : SIZES) {
			Fixture fixture = filled(type, size);
			RandomGenerator random = Fixture.random(3);
			long before = fixture.handlespace.steps();
			for (int i = 0; i < ROUNDS; i++) {
				fixture.handlespace.register(Fixture.HANDLE, element(type, random.nextInt(size), random), 0);
			}
			double mean = (double) (fixture.handlespace.steps() - before) / ROUNDS;

			assertThat(mean).as("%s with %d elements", type, size).isLessThan(6 * log2(size));
		}
	}

	@Test
	void severalElementsCostNoMoreThanAsManySelections() {
		for (PolicyType type : PolicyType.values()) {
			Fixture fixture = filled(type, 10_000);
			PoolElementEntry[] out = new PoolElementEntry[32];
			long before = fixture.handlespace.steps();
			fixture.handlespace.selection().select(fixture.pool(), 32, out);

			assertThat(fixture.handlespace.steps() - before).as("%s", type).isLessThan((long) (32 * 6 * log2(10_000)));
		}
	}

	private static Fixture filled(PolicyType type, int size) {
		Fixture fixture = new Fixture(type);
		RandomGenerator random = Fixture.random(size);
		for (int i = 0; i < size; i++) {
			fixture.handlespace.register(Fixture.HANDLE, element(type, i, random), 0);
		}
		return fixture;
	}

	private static PoolElementParameter element(PolicyType type, int number, RandomGenerator random) {
		int[] words = random.ints(type.words(), 1, 1000).toArray();
		PoolElementParameter element = Fixture.element(1, MemberSelectionPolicy.of(type, words));
		return new PoolElementParameter(new PoolElementId(number + 1), element.home(), element.lifeSeconds(),
				element.userTransport(), element.policy(), null, element.additionalLegs());
	}

	private static double log2(int n) {
		return Math.log(n) / Math.log(2);
	}

}
