package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The timing wheel: single cases, and against a plain map of deadlines.
 */
class TimersTests {

	private static final int NO_LIMIT = Integer.MAX_VALUE;

	private final Fixture fixture = new Fixture(PolicyType.ROUND_ROBIN);

	private final Timers timers = this.fixture.handlespace.timers();

	private final List<PoolElementEntry> due = new ArrayList<>();

	@Test
	void registrationLifeIsInSeconds() {
		PoolElementEntry entry = this.fixture.register(0);

		assertThat(entry.lifeDeadlineMillis()).isEqualTo(300_000);
		this.timers.expire(299_999, this.due::add, NO_LIMIT);
		assertThat(this.due).isEmpty();
		this.timers.expire(300_000, this.due::add, NO_LIMIT);
		assertThat(this.due).containsExactly(entry);
	}

	@Test
	void infiniteLifeHasNoTimer() {
		PoolElementEntry entry = this.fixture.register(0);
		this.timers.lifeUntil(entry, PoolElementEntry.NEVER);

		this.timers.expire(Long.MAX_VALUE / 2, this.due::add, NO_LIMIT);

		assertThat(this.due).isEmpty();
		assertThat(this.timers.nextDeadline(Long.MAX_VALUE / 2)).isEqualTo(PoolElementEntry.NEVER);
	}

	@Test
	void theEarlierOfBothDeadlinesCounts() {
		PoolElementEntry entry = this.fixture.register(0);
		this.timers.keepAliveAt(entry, 5000);

		this.timers.expire(5000, (expired) -> {
			this.due.add(expired);
			this.timers.keepAliveAt(expired, PoolElementEntry.NEVER);
		}, NO_LIMIT);
		this.timers.expire(299_999, this.due::add, NO_LIMIT);
		assertThat(this.due).containsExactly(entry);

		this.timers.expire(300_000, this.due::add, NO_LIMIT);
		assertThat(this.due).containsExactly(entry, entry);
	}

	@Test
	void manyElementsForOneTurnDoNotOvertakeEachOther() {
		for (int i = 0; i < 2000; i++) {
			this.timers.keepAliveAt(this.fixture.register(i), 66_000 + 5L * i);
		}

		long now = 0;
		while (this.due.size() < 2000) {
			now = Math.max(now, this.timers.nextDeadline(now));
			assertThat(now).isLessThan(80_000);
			long at = now;
			this.timers.expire(now, (entry) -> {
				assertThat(at).isEqualTo(entry.keepAliveDeadlineMillis());
				this.due.add(entry);
				this.timers.keepAliveAt(entry, PoolElementEntry.NEVER);
			}, 1000);
		}
	}

	@Test
	void whatIsLeftInThePastComesAgain() {
		this.fixture.register(0);

		this.timers.expire(300_000, this.due::add, NO_LIMIT);
		assertThat(this.timers.nextDeadline(300_000)).isEqualTo(300_001);
		this.timers.expire(300_001, this.due::add, NO_LIMIT);

		assertThat(this.due).hasSize(2);
	}

	@Test
	void removedElementsDoNotExpire() {
		PoolElementEntry entry = this.fixture.register(0);
		this.fixture.handlespace.remove(entry);
		this.timers.keepAliveAt(entry, 1);

		this.timers.expire(1_000_000, this.due::add, NO_LIMIT);

		assertThat(this.due).isEmpty();
	}

	@Test
	void workIsBoundedAndTheRestStaysDue() {
		this.fixture.withMany(100);

		int calls = 0;
		while (this.timers.nextDeadline(300_000) <= 300_000) {
			this.timers.expire(300_000, (entry) -> {
				this.due.add(entry);
				this.fixture.handlespace.remove(entry);
			}, 7);
			calls++;
		}

		assertThat(this.due).hasSize(100);
		assertThat(calls).isBetween(15, 60);
	}

	@Test
	void livesOfManyYearsExpireInTime() {
		PoolElementEntry entry = this.fixture.register(0);
		long deadline = Integer.MAX_VALUE * 1000L;
		this.timers.lifeUntil(entry, deadline);

		assertThat(drive(0)).isEqualTo(deadline);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -5, -1_000_000_000_000L, (1L << 36) - 70, 1_700_000_000_000L, -(1L << 36) - 3 })
	void anyClockWillDo(long start) {
		for (long after : new long[] { 1, 63, 64, 65, 4095, 4096, 262_144, 1L << 30, (1L << 36) + 1 }) {
			Handlespace handlespace = new Handlespace(Fixture.SELF, Fixture.random(1), SelectionOptions.DEFAULT);
			handlespace.register(Fixture.HANDLE, Fixture.element(1, MemberSelectionPolicy.RANDOM), start + after,
					start);
			long now = start;
			while (handlespace.elementCount() > 0) {
				now = handlespace.timers().nextDeadline(now);
				handlespace.timers().expire(now, handlespace::remove, NO_LIMIT);
			}
			assertThat(now - start).isEqualTo(after);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void theWheelExpiresWhatAPlainMapDoes(long seed) {
		RandomGenerator random = Fixture.random(seed);
		Map<Integer, Long> model = new TreeMap<>();
		long now = random.nextLong(-1L << 40, 1L << 40);
		for (int i = 0; i < 20_000; i++) {
			int id = 1 + random.nextInt(200);
			PoolElementEntry entry = this.fixture.handlespace.find(Fixture.HANDLE, new PoolElementId(id));
			long deadline = now + 1 + random.nextLong(1L << random.nextInt(1, 38));
			switch (random.nextInt(6)) {
				case 0 -> {
					this.fixture.handlespace.register(Fixture.HANDLE,
							Fixture.element(id, MemberSelectionPolicy.ROUND_ROBIN), deadline, now);
					model.put(id, (entry != null) ? Math.min(deadline, entry.keepAliveDeadlineMillis()) : deadline);
				}
				case 1, 2 -> {
					if (entry != null) {
						this.timers.keepAliveAt(entry, deadline);
						model.put(id, Math.min(deadline, entry.lifeDeadlineMillis()));
					}
				}
				case 3 -> {
					this.fixture.handlespace.remove(Fixture.HANDLE, new PoolElementId(id));
					model.remove(id);
				}
				default -> {
					now = expireAsTheModel(now + random.nextLong(1L << random.nextInt(1, 30)), model);
				}
			}
		}
	}

	private long expireAsTheModel(long now, Map<Integer, Long> model) {
		long first = model.values().stream().mapToLong(Long::longValue).min().orElse(PoolElementEntry.NEVER);
		assertThat(this.timers.nextDeadline(now)).isLessThanOrEqualTo(Math.max(now, first));
		List<Integer> expired = new ArrayList<>();
		this.timers.expire(now, (entry) -> {
			expired.add(entry.id().value());
			this.fixture.handlespace.remove(entry);
		}, NO_LIMIT);
		List<Integer> expected = model.keySet().stream().filter((id) -> model.get(id) <= now).toList();
		assertThat(expired).containsExactlyInAnyOrderElementsOf(expected);
		expected.forEach(model::remove);
		return now;
	}

	private long drive(long start) {
		long now = start;
		while (this.due.isEmpty()) {
			now = this.timers.nextDeadline(now);
			this.timers.expire(now, this.due::add, NO_LIMIT);
		}
		return now;
	}

}
