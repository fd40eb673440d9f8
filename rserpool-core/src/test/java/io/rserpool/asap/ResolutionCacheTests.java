package io.rserpool.asap;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.Conformance;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResolutionCacheTests {

	private AsapFixture endpoint = new AsapFixture(1);

	private ConnectionId home = new ConnectionId(1);

	@BeforeEach
	void filled() {
		fill(AsapFixture.config(1));
	}

	private void fill(AsapConfig config) {
		this.endpoint = new AsapFixture(config);
		this.home = this.endpoint.connected();
		this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, false, 1, 2, 3));
	}

	@Test
	@DisplayName("RFC 5356 4.1.3: the list is walked from its first element and around")
	@Conformance({ "POL-4.1-5", "POL-4.1-6", "ASAP-6.5.2.1-1", "POL-4.1-1" })
	void roundRobinWalksTheList() {
		assertThat(select(4)).containsExactly(1, 2, 3, 1);
	}

	@Test
	@DisplayName("RFC 5352 3.3: not stale: no resolution")
	@Conformance({ "ASAP-3.3-10", "ASAP-3.3-13" })
	void freshEntryIsNotAskedFor() {
		this.endpoint.advance(29_999);

		assertThat(this.endpoint.resolve(AsapFixture.ECHO).calls).containsExactly("fresh 3");
		assertThat(requests()).isEqualTo(1);
		assertThat(pool().isStale(this.endpoint.now())).isFalse();
	}

	@Test
	@DisplayName("RFC 5352 7.1, stale.cache.value: a stale entry answers while it is renewed")
	@Conformance({ "ASAP-3.3-11", "ASAP-3.3-12" })
	void staleEntryAnswersWhileItIsRenewed() {
		this.endpoint.advance(30_000);

		assertThat(this.endpoint.resolve(AsapFixture.ECHO).calls).containsExactly("stale 3");
		assertThat(requests()).isEqualTo(2);
		this.endpoint.resolve(AsapFixture.ECHO);
		assertThat(requests()).isEqualTo(2);
		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		assertThat(this.endpoint.resolve(AsapFixture.ECHO).calls).containsExactly("fresh 1");
	}

	@Test
	@DisplayName("RFC 5352 7.1: serve-stale off: a stale entry waits for its renewal")
	@Conformance("ASAP-3.3-12")
	void staleEntryWaitsIfWanted() {
		fill(AsapFixture.config(1).withCache(30_000, false, true));
		this.endpoint.advance(30_000);

		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		assertThat(log.calls).isEmpty();
		this.endpoint.advance(45_000);
		assertThat(log.calls).containsExactly("no server after 45000");
	}

	@Test
	@DisplayName("RFC 5352 7.1: no server reachable: the old answer, flagged; not if a fresh one is demanded")
	void staleEntryServesWithoutServer() {
		this.endpoint.advance(30_000);
		this.endpoint.lose(this.home);

		ResolutionLog populate = this.endpoint.resolve(AsapFixture.ECHO, true);
		assertThat(this.endpoint.resolve(AsapFixture.ECHO).calls).containsExactly("stale 3");
		this.endpoint.advance(45_000);

		assertThat(populate.calls).containsExactly("no server after 45000");
		assertThat(this.endpoint.resolve(AsapFixture.ECHO).calls).containsExactly("stale 3");
	}

	@Test
	@DisplayName("RFC 5352 6.3, 6.4: populate asks, purge drops")
	@Conformance({ "ASAP-6.3-1", "ASAP-6.4-1" })
	void populateAndPurge() {
		ResolutionLog log = new ResolutionLog();
		this.endpoint.machine.populate(AsapFixture.ECHO, log, this.endpoint.now());
		assertThat(requests()).isEqualTo(2);
		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, true, 1));
		assertThat(log.calls).containsExactly("fresh 1");

		this.endpoint.machine.purge(AsapFixture.ECHO);

		assertThat(this.endpoint.machine.cache().lookup(AsapFixture.ECHO)).isNull();
		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, true, 1));
		assertThat(this.endpoint.machine.cache().lookup(AsapFixture.ECHO)).isNull();
		this.endpoint.resolve(AsapFixture.ECHO);
		assertThat(requests()).isEqualTo(3);
	}

	@Test
	@DisplayName("RFC 5352 3.5: a failed element is taken out of the entry, not the entry")
	@Conformance("SVC-1")
	void failedElementIsTakenOut() {
		CachedElement failed = pool().select();

		CachedElement next = this.endpoint.machine.cache().failedGiveNext(failed, this.endpoint.now());

		assertThat(next.id().value()).isEqualTo(2);
		assertThat(select(4)).doesNotContain(1);
		assertThat(pool().size()).isEqualTo(2);
	}

	@Test
	@DisplayName("RFC 5352 3.5: none left: the pool must be resolved again")
	void lastFailedElementLeavesAnEmptyEntry() {
		for (int i = 0; i < 3; i++) {
			this.endpoint.machine.failed(pool().select(), this.endpoint.now());
		}

		assertThat(pool().select()).isNull();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);
		assertThat(log.calls).isEmpty();
		assertThat(requests()).isEqualTo(2);
	}

	@Test
	@DisplayName("RFC 5352 3.5: a stale list is resolved again instead of giving the next")
	void staleListGivesNoNext() {
		CachedElement failed = pool().select();
		this.endpoint.advance(30_000);

		assertThat(this.endpoint.machine.cache().failedGiveNext(failed, this.endpoint.now())).isNull();
	}

	@Test
	@DisplayName("RFC 5352 3.5: an answer older than the failure does not bring the element back")
	void olderAnswerDoesNotBringItBack() {
		this.endpoint.resolve(AsapFixture.ECHO, true);
		this.endpoint.advance(14_000);
		this.endpoint.machine.failed(pool().select(), this.endpoint.now());
		this.endpoint.advance(500);

		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, false, 1, 2, 3));

		assertThat(select(4)).doesNotContain(1);
	}

	@Test
	@DisplayName("RFC 5352 3.5: a newer answer brings a failed element back, when the server had time to probe it")
	void newerAnswerBringsItBack() {
		this.endpoint.machine.failed(pool().select(), this.endpoint.now());
		this.endpoint.advance(5_000);
		this.endpoint.resolve(AsapFixture.ECHO, true);

		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, false, 1, 2, 3));

		assertThat(select(3)).contains(1);
	}

	@Test
	@DisplayName("RFC 5352 3.5: the only element of a pool is given again")
	void onlyElementIsGivenAgain() {
		this.endpoint.machine.failed(pool().select(), this.endpoint.now());
		this.endpoint.resolve(AsapFixture.ECHO, true);

		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, false, 1));

		assertThat(select(1)).containsExactly(1);
		assertThat(pool().selectOtherThan(pool().select().id())).isNull();
	}

	@Test
	@DisplayName("[Q-4]: an update does not turn the walk back")
	void updateContinuesTheWalk() {
		this.endpoint.resolve(AsapFixture.ECHO, true);
		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, true, 1, 2, 3));
		select(1);

		this.endpoint.receive(this.home, AsapFixture.answer(AsapFixture.ECHO, true, 1, 2, 3));

		assertThat(select(2)).containsExactly(2, 3);
	}

	@Test
	@DisplayName("RFC 5356 4.5.3: the highest priority first, the next one after its failure")
	@Conformance({ "POL-4.5-4", "POL-5.1-6" })
	void priorityGivesTheFirst() {
		MemberSelectionPolicy high = MemberSelectionPolicy.of(PolicyType.PRIORITY, 9);
		MemberSelectionPolicy low = MemberSelectionPolicy.of(PolicyType.PRIORITY, 1);
		this.endpoint.resolve(AsapFixture.OTHER);
		this.endpoint.receive(this.home, new HandleResolutionResponse(AsapFixture.OTHER, false, high,
				List.of(AsapFixture.element(1, high), AsapFixture.element(2, low)), null));
		CachedPool pool = this.endpoint.machine.cache().lookup(AsapFixture.OTHER);

		CachedElement best = pool.select();
		assertThat(pool.select()).isSameAs(best);
		assertThat(best.id().value()).isEqualTo(1);

		assertThat(this.endpoint.machine.cache().failedGiveNext(best, this.endpoint.now()).id().value()).isEqualTo(2);
	}

	@Test
	@DisplayName("RFC 5352 2.2.6: the policies of the elements do not make the pool's")
	@Conformance("ASAP-2.2.6-3")
	void policiesOfElementsAreNotThePools() {
		MemberSelectionPolicy high = MemberSelectionPolicy.of(PolicyType.PRIORITY, 9);
		MemberSelectionPolicy low = MemberSelectionPolicy.of(PolicyType.PRIORITY, 1);
		this.endpoint.resolve(AsapFixture.ECHO, true);
		this.endpoint.receive(this.home,
				new HandleResolutionResponse(AsapFixture.ECHO, false, MemberSelectionPolicy.ROUND_ROBIN,
						List.of(AsapFixture.element(1, high), AsapFixture.element(2, low)), null));

		assertThat(select(4)).containsExactly(1, 2, 1, 2);
	}

	@Test
	void cacheIsBounded() {
		for (int i = 0; i < 10_000; i++) {
			PoolHandle handle = PoolHandle.of("pool-" + i);
			this.endpoint.resolve(handle);
			this.endpoint.receive(this.home, AsapFixture.answer(handle, false, 1));
		}

		assertThat(this.endpoint.machine.cache().lookup(AsapFixture.ECHO)).isNull();
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).pools()).hasSize(10_000);
	}

	@Test
	void selectionIsReadyMade() {
		CachedElement first = pool().select();
		select(2);

		assertThat(pool().select()).isSameAs(first);
		assertThat(first.addresses())
			.containsExactly(new java.net.InetSocketAddress(AsapFixture.LOCAL.address().toInetAddress(), 7001));
	}

	@Test
	void oneCallerASecondClaimsTheRenewal() {
		long now = this.endpoint.now();

		assertThat(pool().claimRenewal(now)).isTrue();
		assertThat(pool().claimRenewal(now + 999)).isFalse();
		assertThat(pool().claimRenewal(now + 1000)).isTrue();
	}

	@Test
	void snapshotShowsThePools() {
		select(5);
		this.endpoint.advance(30_000);

		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).pools()).containsExactly(new CachedPoolStatus(
				AsapFixture.ECHO, MemberSelectionPolicy.ROUND_ROBIN, 3, 0, 30_000, true, 5, false));
	}

	private CachedPool pool() {
		CachedPool pool = this.endpoint.machine.cache().lookup(AsapFixture.ECHO);
		assertThat(pool).isNotNull();
		return pool;
	}

	private List<Integer> select(int times) {
		List<Integer> ids = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			ids.add(pool().select().id().value());
		}
		return ids;
	}

	private int requests() {
		return this.endpoint.world.sentTo(this.home, HandleResolution.class).size();
	}

}
