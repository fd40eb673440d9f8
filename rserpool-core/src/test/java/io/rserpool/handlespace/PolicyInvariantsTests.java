package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import io.rserpool.Conformance;
import io.rserpool.wire.PolicyType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every policy, whatever happens to the pool: shown by random operations.
 */
class PolicyInvariantsTests {

	private static final int OPERATIONS = 2500;

	private final Map<Integer, PoolElementEntry> live = new TreeMap<>();

	@ParameterizedTest
	@EnumSource(PolicyType.class)
	@Conformance({ "POL-4.3-1", "POL-4.3-2", "POL-4.4-2", "POL-4.5-1", "POL-4.5-2", "POL-5.1-1", "POL-5.1-3",
			"POL-5.1-5", "POL-5.3-1", "POL-5.3-3", "POL-5.3-5" })
	void selectionsOfChangingPoolsKeepTheInvariants(PolicyType type) {
		for (long seed = 1; seed <= 6; seed++) {
			this.live.clear();
			exercise(type, seed, (seed % 2 == 0) ? 12 : 150);
		}
	}

	@ParameterizedTest
	@EnumSource(PolicyType.class)
	void equalSeedsSelectAlike(PolicyType type) {
		List<Integer> once = trace(type);

		assertThat(trace(type)).isEqualTo(once);
	}

	private List<Integer> trace(PolicyType type) {
		this.live.clear();
		return exercise(type, 7, 90);
	}

	private List<Integer> exercise(PolicyType type, long seed, int ids) {
		Fixture fixture = new Fixture(type, seed, SelectionOptions.DEFAULT);
		RandomGenerator random = Fixture.random(seed);
		List<Integer> trace = new ArrayList<>();
		for (int i = 0; i < OPERATIONS; i++) {
			int id = 1 + random.nextInt(ids);
			PoolElementEntry entry = this.live.get(id);
			switch (random.nextInt(8)) {
				case 0, 1, 2 -> this.live.put(id, fixture.register(id - 1, words(type, random)));
				case 3 -> {
					if (entry != null) {
						fixture.handlespace.remove(entry);
						this.live.remove(id);
					}
				}
				case 4 -> {
					if (entry != null) {
						fixture.handlespace.setFlag(entry, ElementFlag.SUSPENDED,
								!entry.has(ElementFlag.SUSPENDED) && random.nextBoolean());
					}
				}
				default -> {
					if (!this.live.isEmpty()) {
						select(fixture, random).forEach((selected) -> trace.add(selected.id().value()));
					}
				}
			}
		}
		assertThat(fixture.handlespace.elementCount()).isEqualTo(this.live.size());
		return trace;
	}

	private List<PoolElementEntry> select(Fixture fixture, RandomGenerator random) {
		PoolPolicy policy = fixture.pool().poolPolicy();
		List<PoolElementEntry> able = this.live.values()
			.stream()
			.filter((entry) -> !policy.isWeighted() || value(entry) > 0)
			.toList();
		List<PoolElementEntry> usable = able.stream().filter(PoolElementEntry::isUnflagged).toList();
		List<PoolElementEntry> eligible = usable.isEmpty() ? able : usable;
		int n = 1 + random.nextInt(able.size() + 2);
		MemberIndex kind = policy.newIndex(fixture.pool());
		boolean sorted = kind instanceof HeapIndex || kind instanceof RoundRobinIndex;
		List<PoolElementEntry> expected = sorted ? naive(eligible, n) : List.of();

		List<PoolElementEntry> selected = fixture.selectEntries(n);

		assertThat(selected).hasSize(Math.min(n, eligible.size()));
		assertThat(new HashSet<>(selected)).hasSameSizeAs(selected);
		assertThat(new HashSet<>(eligible).containsAll(selected)).isTrue();
		if (sorted) {
			assertThat(selected).isEqualTo(expected);
		}
		return selected;
	}

	private static List<PoolElementEntry> naive(List<PoolElementEntry> eligible, int n) {
		return eligible.stream()
			.sorted(Comparator.comparingLong(PolicyInvariantsTests::value).thenComparingLong((entry) -> entry.seq))
			.limit(n)
			.toList();
	}

	private static long value(PoolElementEntry entry) {
		return entry.pool().poolPolicy().value(entry.parameter().policy(), entry.counter);
	}

	private static int[] words(PolicyType type, RandomGenerator random) {
		int[] words = new int[type.words()];
		for (int i = 0; i < words.length; i++) {
			words[i] = switch (random.nextInt(4)) {
				case 0 -> random.nextInt();
				case 1 -> 0xffffffff - random.nextInt(3);
				default -> random.nextInt(5);
			};
		}
		return words;
	}

}
