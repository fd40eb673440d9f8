package io.rserpool.asap;

import org.junit.jupiter.api.Test;

import io.rserpool.wire.PoolElementId;

import static org.assertj.core.api.Assertions.assertThat;

class FailedElementsTests {

	private static final long HOLD = 2_000;

	private final FailedElements failed = new FailedElements(HOLD);

	@Test
	void failureOutlastsAnswersThatAreOlder() {
		add(1, 10_000);

		assertThat(contains(1, 9_000, 20_000)).isTrue();
		assertThat(contains(1, 10_001, 11_999)).isTrue();
		assertThat(contains(1, 10_001, 12_000)).isFalse();
	}

	@Test
	void oldFailuresAreForgotten() {
		add(1, 10_000);

		this.failed.prune(12_000, 12_000);

		assertThat(this.failed.isEmpty()).isTrue();
	}

	@Test
	void failureThatAnAnswerUnderWayMayBeOlderThanIsKept() {
		add(1, 10_000);

		this.failed.prune(20_000, 9_000);

		assertThat(contains(1, 9_000, 20_000)).isTrue();
	}

	@Test
	void sweepsOnceInAWhileOnly() {
		this.failed.add(AsapFixture.ECHO, new PoolElementId(1), 10_000);
		this.failed.prune(11_000, 11_000);
		this.failed.prune(12_500, 12_500);
		assertThat(this.failed.isEmpty()).isFalse();

		this.failed.prune(13_000, 13_000);

		assertThat(this.failed.isEmpty()).isTrue();
	}

	@Test
	void numberIsBoundedAndOldOnesMakeRoom() {
		for (int i = 1; i <= FailedElements.MOST + 10; i++) {
			add(i, 10_000);
		}
		assertThat(contains(FailedElements.MOST, 10_000, 10_000)).isTrue();
		assertThat(contains(FailedElements.MOST + 1, 10_000, 10_000)).isFalse();

		add(FailedElements.MOST + 1, 15_000);

		assertThat(contains(FailedElements.MOST + 1, 15_000, 15_000)).isTrue();
	}

	private void add(int id, long now) {
		this.failed.add(AsapFixture.ECHO, new PoolElementId(id), now);
	}

	private boolean contains(int id, long askedAt, long now) {
		return this.failed.contains(AsapFixture.ECHO, new PoolElementId(id), askedAt, now);
	}

}
