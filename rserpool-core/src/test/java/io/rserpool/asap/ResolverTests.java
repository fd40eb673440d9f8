package io.rserpool.asap;

import java.util.Set;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.PoolHandle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResolverTests {

	private final AsapFixture endpoint = new AsapFixture(3);

	@Test
	@DisplayName("RFC 5352 3.3 NR1-NR4: the home server is asked, T1 runs, the answer stops it")
	@Conformance({ "ASAP-1.1-2", "ASAP-3.3-1", "ASAP-3.3-5", "ASAP-3.3-8", "ASAP-3.3-9", "ENRP-003" })
	void asksTheHomeServer() {
		ConnectionId home = this.endpoint.connected();

		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		assertThat(this.endpoint.world.lastTo(home))
			.isEqualTo(new HandleResolution(AsapFixture.ECHO, true, HandleResolution.NO_OPTION));
		assertThat(this.endpoint.world.timers().get(new AsapTimer.Resolution()) - this.endpoint.now())
			.isEqualTo(15_000);
		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, true, 1, 2, 3));
		assertThat(log.calls).containsExactly("fresh 3");
		assertThat(this.endpoint.world.timers()).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.3 NR1: without home server the hunt runs first")
	@Conformance("ASAP-3.3-2")
	void waitsForAHome() {
		this.endpoint.started();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.advance(10_000);

		ConnectionId home = this.endpoint.answerLastDial();

		assertThat(requests(home)).isEqualTo(1);
		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		assertThat(log.calls).containsExactly("fresh 1");
	}

	@Test
	@DisplayName("[A-2]: callers join the request that is under way")
	void callersJoin() {
		ConnectionId home = this.endpoint.connected();

		ResolutionLog first = this.endpoint.resolve(AsapFixture.ECHO);
		ResolutionLog second = this.endpoint.resolve(AsapFixture.ECHO, true);
		ResolutionLog other = this.endpoint.resolve(AsapFixture.OTHER);

		assertThat(requests(home)).isEqualTo(2);
		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		assertThat(first.calls).containsExactly("fresh 1");
		assertThat(second.calls).containsExactly("fresh 1");
		assertThat(other.calls).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.7.2: T1 expiry: resend, hunt in parallel; three sends in all, then report")
	@Conformance({ "ASAP-3.3-6", "ASAP-3.7.2-1", "ASAP-3.7.2-2" })
	void givesUpAfterThreeSends() {
		ConnectionId home = this.endpoint.connected();
		Endpoint address = this.endpoint.machine.snapshot(this.endpoint.now()).homeAddress();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		this.endpoint.advance(15_000);
		assertThat(requests(home)).isEqualTo(2);
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isTrue();
		assertThat(this.endpoint.world.dialled()).hasSize(5);
		this.endpoint.advance(15_000);
		assertThat(requests(home)).isEqualTo(3);
		this.endpoint.advance(15_000);

		assertThat(log.calls).containsExactly("no server after 45000");
		assertThat(log.tried).contains(address).hasSize(3);
		assertThat(requests(home)).isEqualTo(3);
		assertThat(this.endpoint.world.events(RserpoolEvent.ResolutionFailed.class)).hasSize(1);
		assertThat(this.endpoint.world.timers()).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.7.2: another server answers: it becomes home and gets the request")
	@Conformance("ASAP-3.7.2-3")
	void otherServerGetsTheRequest() {
		ConnectionId silent = this.endpoint.connected();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.advance(15_000);

		ConnectionId other = this.endpoint.answerLastDial();

		assertThat(this.endpoint.world.hasClosed(silent)).isTrue();
		assertThat(requests(other)).isEqualTo(1);
		this.endpoint.receive(silent, AsapFixture.answer(AsapFixture.ECHO, false, 9));
		assertThat(log.calls).isEmpty();
		this.endpoint.receive(other, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		assertThat(log.calls).containsExactly("fresh 1");
	}

	@Test
	@DisplayName("RFC 5352 3.7.2: an answer ends the parallel hunt")
	void answerEndsTheParallelHunt() {
		ConnectionId home = this.endpoint.connected();
		this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.resolve(AsapFixture.OTHER);
		this.endpoint.advance(15_000);

		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isTrue();
		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.OTHER, false, 1));

		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isFalse();
	}

	@Test
	@DisplayName("RFC 5352 3.3: connection lost: hunt, rebuild and send to the new home")
	@Conformance({ "ASAP-3.3-7", "ASAP-3.7.1-2", "ASAP-3.7.1-4" })
	void lostConnectionSendsToTheNewHome() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		this.endpoint.lose(home);
		ConnectionId other = this.endpoint.answerLastDial();

		assertThat(requests(other)).isEqualTo(1);
		this.endpoint.receive(other, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		assertThat(log.calls).containsExactly("fresh 1");
	}

	@Test
	@DisplayName("RFC 5352 3.3: servers that take the request and break have an end")
	void breakingServersHaveAnEnd() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		for (int i = 0; i < 3; i++) {
			this.endpoint.loseLate(home);
			home = this.endpoint.answerLastDial();
		}

		assertThat(log.calls).containsExactly("no server after 30000");
	}

	@Test
	@DisplayName("A request that met servers which do not serve yet is answered by the first that does")
	void requestOutlastsServersThatHangUp() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);
		for (int i = 0; i < 15; i++) {
			this.endpoint.lose(home);
			while (this.endpoint.openDials().isEmpty()) {
				this.endpoint.advance(100);
			}
			home = this.endpoint.answerDial(this.endpoint.openDials().get(0));
		}

		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, false, 1));

		assertThat(log.calls).containsExactly("fresh 1");
	}

	@Test
	void requestThatOnlyMeetsServersThatHangUpHasAnEnd() {
		this.endpoint.started();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);
		for (int i = 0; i < 4501; i++) {
			this.endpoint.openDials()
				.stream()
				.findFirst()
				.map(this.endpoint::answerDial)
				.ifPresent(this.endpoint::lose);
			this.endpoint.advance(10);
		}

		assertThat(log.calls).containsExactly("no server after 45000");
	}

	@Test
	@DisplayName("RFC 5352 3.3: no server at all: told which were tried and for how long")
	void noServerAtAll() {
		this.endpoint.started();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		this.endpoint.advance(45_000);

		assertThat(log.calls).containsExactly("no server after 45000");
		assertThat(Set.copyOf(log.tried)).containsExactlyInAnyOrder(AsapFixture.server(1), AsapFixture.server(2),
				AsapFixture.server(3));
	}

	@Test
	@DisplayName("RFC 5352 2.2.6: unknown pool; not asked for again at once")
	void unknownPool() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog first = this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.receive(home, AsapFixture.negative(AsapFixture.ECHO, CauseCode.UNKNOWN_POOL_HANDLE));
		this.endpoint.advance(999);
		ResolutionLog second = this.endpoint.resolve(AsapFixture.ECHO);
		assertThat(requests(home)).isEqualTo(1);
		this.endpoint.advance(1);
		this.endpoint.resolve(AsapFixture.ECHO);

		assertThat(first.calls).containsExactly("unknown pool");
		assertThat(second.calls).containsExactly("unknown pool");
		assertThat(requests(home)).isEqualTo(2);
	}

	@Test
	@DisplayName("RFC 5352 2.2.6: other negative answers carry their cause")
	void otherNegativeAnswer() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		this.endpoint.receive(home, AsapFixture.negative(AsapFixture.ECHO, CauseCode.LACK_OF_RESOURCES));

		assertThat(log.calls).containsExactly("refused: lack of resources (0x0006)");
	}

	@Test
	@DisplayName("[A-16]: a late answer is ignored")
	void lateAnswerIsIgnored() {
		ConnectionId home = this.endpoint.connected();

		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, false, 1));

		assertThat(this.endpoint.machine.cache().lookup(AsapFixture.ECHO)).isNull();
	}

	@Test
	@DisplayName("RFC 5352 2.2.5: updates of a subscription refresh the cache")
	void updatesRefreshTheCache() {
		ConnectionId home = subscribed();
		this.endpoint.advance(20_000);

		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, true, 4, 5));
		this.endpoint.advance(20_000);

		assertThat(this.endpoint.resolve(AsapFixture.ECHO).calls).containsExactly("fresh 2");
		assertThat(requests(home)).isEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5352 2.2.5: a pool that is deleted ends its subscription")
	void deletedPoolEndsTheSubscription() {
		ConnectionId home = subscribed();

		this.endpoint.receive(home, AsapFixture.negative(AsapFixture.ECHO, CauseCode.UNKNOWN_POOL_HANDLE));
		assertThat(this.endpoint.machine.cache().lookup(AsapFixture.ECHO)).isNull();
		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, true, 1));

		assertThat(this.endpoint.machine.cache().lookup(AsapFixture.ECHO)).isNull();
	}

	@Test
	@DisplayName("RFC 5352 2.2.5: subscriptions end with the connection and are asked for at the new home")
	@Conformance("ASAP-2.2.5-1")
	void subscriptionMovesToTheNewHome() {
		ConnectionId home = subscribed();

		this.endpoint.lose(home);
		ConnectionId other = this.endpoint.answerLastDial();

		assertThat(this.endpoint.world.sentTo(other))
			.containsExactly(new HandleResolution(AsapFixture.ECHO, true, HandleResolution.NO_OPTION));
		this.endpoint.receive(other, AsapFixture.answer(AsapFixture.ECHO, true, 1));
		this.endpoint.receive(other, AsapFixture.answer(AsapFixture.ECHO, true, 1, 2));
		assertThat(this.endpoint.resolve(AsapFixture.ECHO).calls).containsExactly("fresh 2");
	}

	@Test
	void subscriptionCanBeSwitchedOff() {
		AsapFixture quiet = new AsapFixture(AsapFixture.config(1).withCache(30_000, true, false));
		ConnectionId home = quiet.connected();

		quiet.resolve(AsapFixture.ECHO);

		assertThat(quiet.world.lastTo(home, HandleResolution.class).updatesWanted()).isFalse();
	}

	@Test
	@DisplayName("[Q-7]: without cache one element is asked for, and nothing is kept")
	void withoutCacheOneElementIsAskedFor() {
		AsapFixture bare = new AsapFixture(AsapFixture.config(1).withCache(0, true, true));
		ConnectionId home = bare.connected();

		ResolutionLog log = bare.resolve(AsapFixture.ECHO);
		assertThat(bare.world.lastTo(home)).isEqualTo(new HandleResolution(AsapFixture.ECHO, false, 1));
		bare.receive(home, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		bare.resolve(AsapFixture.ECHO);

		assertThat(log.calls).containsExactly("fresh 1");
		assertThat(bare.world.sentTo(home)).hasSize(2);
		assertThat(bare.machine.cache().lookup(AsapFixture.ECHO)).isNull();
	}

	@Test
	void requestsUnderWayAreBounded() {
		this.endpoint.connected();
		for (int i = 0; i < 10_000; i++) {
			this.endpoint.resolve(PoolHandle.of("pool-" + i));
		}

		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		assertThat(log.calls).containsExactly("refused: lack of resources (0x0006)");
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).outstanding()).isEqualTo(10_000);
	}

	private ConnectionId subscribed() {
		ConnectionId home = this.endpoint.connected();
		this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, true, 1, 2, 3));
		return home;
	}

	private int requests(ConnectionId connection) {
		return this.endpoint.world.sentTo(connection, HandleResolution.class).size();
	}

}
