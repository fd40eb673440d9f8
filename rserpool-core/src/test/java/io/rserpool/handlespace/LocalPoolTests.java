package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import io.rserpool.Conformance;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Selection by the pool user from a list that it received.
 */
class LocalPoolTests {

	private static final int DRAWS = 20_000;

	@Test
	@DisplayName("RFC 5356 4.1: the pool user walks the list from its first element")
	@Conformance("POL-4.1-5")
	void roundRobinWalksTheList() {
		assertThat(walk(pool(PolicyType.ROUND_ROBIN, 3), 7)).isEqualTo("ABCABCA");
	}

	@Test
	@Conformance("ASAP-2.2.6-2")
	void noPolicyMeansRoundRobin() {
		List<PoolElementParameter> elements = pool(PolicyType.ROUND_ROBIN, 2).elements();

		assertThat(walk(LocalPool.of(null, elements, Fixture.random(1), false), 3)).isEqualTo("ABA");
	}

	@Test
	void theWalkGoesOnWithoutAFailedElement() {
		LocalPool pool = pool(PolicyType.ROUND_ROBIN, 4);
		walk(pool, 2);

		assertThat(walk(pool.without(new PoolElementId(1)), 4)).isEqualTo("CDBC");
		assertThat(walk(pool.without(new PoolElementId(3)), 4)).isEqualTo("DABD");
		assertThat(walk(pool.without(new PoolElementId(4)), 4)).isEqualTo("CABC");
		assertThat(pool.without(new PoolElementId(9))).isSameAs(pool);
	}

	@Test
	void anEmptyListGivesNothing() {
		LocalPool pool = pool(PolicyType.RANDOM, 1).without(new PoolElementId(1));

		assertThat(pool.size()).isZero();
		assertThat(pool.select()).isNull();
	}

	@Test
	void weightedRoundRobinIsSmooth() {
		assertThat(walk(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 3, 1), 8)).isEqualTo("AABAAABA");
		assertThat(walk(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 5, 1, 1), 7)).isEqualTo("AABACAA");
		assertThat(walk(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 3, 2, 1), 6)).isEqualTo("ABACBA");
		assertThat(walk(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 4, 3, 2, 1), 10)).isEqualTo("ABCABDACBA");
		assertThat(walk(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 4000, 3000, 2000, 1000), 10))
			.isEqualTo("ABCABDACBA");
	}

	@Test
	void weightZeroIsNotWalked() {
		assertThat(walk(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 0, 1), 3)).isEqualTo("BBB");
		assertThat(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 0, 0).select()).isNull();
		assertThat(weighted(PolicyType.WEIGHTED_RANDOM, false, 0, 0).select()).isNull();
	}

	@Test
	void hugeWeightsKeepTheirSharesWithinAPermille() {
		LocalPool pool = weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, -1, 0x7fffffff, 12345);

		long first = walk(pool, DRAWS).chars().filter((c) -> c == 'A').count();

		assertThat(first / (double) DRAWS).isBetween(0.665, 0.668);
	}

	@Test
	@Conformance("POL-4.3-3")
	void randomIsUniform() {
		assertShares(pool(PolicyType.RANDOM, 3), 1 / 3.0, 1 / 3.0, 1 / 3.0);
	}

	@Test
	void weightedRandomFollowsTheElementsOwnWeights() {
		assertShares(weighted(PolicyType.WEIGHTED_RANDOM, false, 5, 3, 2), 0.5, 0.3, 0.2);
		assertShares(weighted(PolicyType.RANDOMIZED_LEAST_USED, false, 0, 0x80000000, 0xc0000000), 4 / 7.0, 2 / 7.0,
				1 / 7.0);
	}

	@Test
	@DisplayName("RFC 5356 4.2 and 4.4 to the letter: round robin and uniform draws over the list")
	@Conformance("POL-4.2-4")
	void strictRfcIgnoresWeights() {
		assertShares(weighted(PolicyType.WEIGHTED_RANDOM, true, 5, 3, 2), 1 / 3.0, 1 / 3.0, 1 / 3.0);
		assertThat(walk(weighted(PolicyType.WEIGHTED_ROUND_ROBIN, true, 3, 1), 4)).isEqualTo("ABAB");
	}

	@Test
	@Conformance({ "POL-4.5-4", "POL-5.1-6" })
	void sortedListsAreUsedInOrder() {
		for (PolicyType type : List.of(PolicyType.PRIORITY, PolicyType.LEAST_USED, PolicyType.LEAST_USED_DEGRADATION,
				PolicyType.PRIORITY_LEAST_USED)) {
			LocalPool pool = pool(type, 3);
			assertThat(walk(pool, 3)).isEqualTo("AAA");
			assertThat(walk(pool.without(new PoolElementId(1)), 2)).isEqualTo("BB");
		}
	}

	@Test
	void anUnknownPolicyUsesTheListInOrder() {
		MemberSelectionPolicy unknown = new MemberSelectionPolicy(0xb0009999, 0, 0, 0, 0, null);
		List<PoolElementParameter> elements = pool(PolicyType.ROUND_ROBIN, 2).elements();

		assertThat(walk(LocalPool.of(unknown, elements, Fixture.random(1), false), 2)).isEqualTo("AA");
	}

	@ParameterizedTest
	@EnumSource(PolicyType.class)
	void equalSeedsSelectAlike(PolicyType type) {
		assertThat(walk(pool(type, 5), 100)).isEqualTo(walk(pool(type, 5), 100));
	}

	@Test
	void threadsTogetherWalkTheListExactly() throws Exception {
		LocalPool plain = pool(PolicyType.ROUND_ROBIN, 3);
		LocalPool weighted = weighted(PolicyType.WEIGHTED_ROUND_ROBIN, false, 3, 2, 1);

		AtomicIntegerArray plainCounts = together(plain);
		AtomicIntegerArray weightedCounts = together(weighted);

		for (int i = 0; i < 3; i++) {
			assertThat(plainCounts.get(i)).isEqualTo(4 * 6000 / 3);
			assertThat(weightedCounts.get(i)).isEqualTo(4 * 6000 / 6 * (3 - i));
		}
	}

	private static AtomicIntegerArray together(LocalPool pool) throws Exception {
		AtomicIntegerArray counts = new AtomicIntegerArray(pool.size());
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				done.add(threads.submit(() -> {
					start.await();
					for (int i = 0; i < 6000; i++) {
						counts.incrementAndGet(pool.select().id().value() - 1);
					}
					return null;
				}));
			}
			start.countDown();
			for (Future<?> future : done) {
				future.get();
			}
		}
		finally {
			threads.shutdown();
		}
		return counts;
	}

	private static LocalPool pool(PolicyType type, int size) {
		List<PoolElementParameter> elements = new ArrayList<>();
		MemberSelectionPolicy policy = MemberSelectionPolicy.of(type,
				IntStream.generate(() -> 1).limit(type.words()).toArray());
		for (int id = 1; id <= size; id++) {
			elements.add(Fixture.element(id, policy));
		}
		return LocalPool.of(policy, elements, Fixture.random(42), false);
	}

	private static LocalPool weighted(PolicyType type, boolean strictRfc, int... words) {
		List<PoolElementParameter> elements = new ArrayList<>();
		for (int i = 0; i < words.length; i++) {
			elements.add(Fixture.element(i + 1, MemberSelectionPolicy.of(type, words[i])));
		}
		return LocalPool.of(MemberSelectionPolicy.of(type, 0), elements, Fixture.random(42), strictRfc);
	}

	private static String walk(LocalPool pool, int times) {
		StringBuilder names = new StringBuilder();
		for (int i = 0; i < times; i++) {
			names.append((char) ('A' + pool.select().id().value() - 1));
		}
		return names.toString();
	}

	private static void assertShares(LocalPool pool, double... shares) {
		long[] counts = new long[shares.length];
		int[] firsts = walk(pool, DRAWS).chars().map((name) -> name - 'A').toArray();
		for (int first : firsts) {
			counts[first]++;
		}
		Statistics.assertShares(counts, DRAWS, shares);
		Statistics.assertChiSquare(counts, shares);
		Statistics.assertIndependent(firsts, shares);
	}

}
