package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.UpdateAction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server does about the takeovers of others (RFC 5353 section 3.5.1, rules 1 to 3,
 * and section 3.5.2).
 */
class TakeoverArbitrationTests {

	private static final String HOST = "198.51.100.1";

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer dead = this.server.peer(0x70000000, "192.0.2.70");

	private final FakePeer lower = this.server.lower();

	private final FakePeer higher = this.server.higher();

	/** The target fell silent, the server has begun its takeover. */
	private static void begun(PeerFixture one, FakePeer target) {
		target.joins();
		target.adds(Registrar.listening(1, HOST));
		target.freezes();
		one.advance(one.death() + one.millis(TimerName.TAKEOVER_DELAY) + 1);
	}

	private void begun() {
		this.lower.lives();
		this.higher.lives();
		this.lower.acknowledges = false;
		this.higher.acknowledges = false;
		begun(this.server, this.dead);
		assertThat(this.lower.heard(InitTakeover.class)).hasSize(1);
		this.lower.forget();
		this.higher.forget();
	}

	/** The target has been silent for a while, but nobody does anything yet. */
	private void quiet() {
		this.dead.joins();
		this.dead.adds(Registrar.listening(1, HOST));
		this.lower.lives();
		this.higher.lives();
		this.server.advance(this.server.heartbeat() + 1_000);
		this.lower.forget();
		this.higher.forget();
		this.dead.forget();
	}

	@Test
	@DisplayName("RFC 5353 3.5.1 rule 1: the target of a takeover shows all peers at once that it lives")
	@Conformance({ "ENRP-086", "ENRP-087" })
	void targetShowsThatItLives() {
		this.lower.joins();
		this.higher.joins();
		this.lower.forget();
		this.higher.forget();

		this.lower.initTakeover(PeerFixture.ID);

		for (FakePeer peer : List.of(this.lower, this.higher)) {
			assertThat(peer.heard(Presence.class)).isNotEmpty()
				.allMatch((presence) -> !presence.replyRequired())
				.allMatch((presence) -> presence.checksum() == Checksums.EMPTY);
			assertThat(peer.heard(InitTakeoverAck.class)).isEmpty();
		}
	}

	@Test
	@DisplayName("RFC 5353 3.5.1 rule 2A: the lower of two initiators gives up, and agrees")
	@Conformance({ "ENRP-089", "ENRP-090", "ENRP-091" })
	void lowerInitiatorGivesUp() {
		begun();

		this.higher.initTakeover(this.dead.id);

		assertThat(this.higher.last(InitTakeoverAck.class))
			.isEqualTo(new InitTakeoverAck(PeerFixture.ID, this.higher.id, this.dead.id));
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.NOT_ACTIVE);
		assertThat(this.server.events(RserpoolEvent.TakeoverYielded.class))
			.containsExactly(new RserpoolEvent.TakeoverYielded(this.dead.id, this.higher.id));
		this.lower.acks(this.dead.id);
		this.higher.acks(this.dead.id);
		this.server.advance(10_000);
		assertThat(this.lower.heard(TakeoverServer.class)).isEmpty();
		assertThat(this.server.home(1)).isEqualTo(this.dead.id);
	}

	@Test
	@DisplayName("RFC 5353 3.5.1 rule 2B: the higher of two initiators takes no notice of the other")
	@Conformance({ "ENRP-089", "ENRP-092" })
	void higherInitiatorGoesOn() {
		begun();

		this.lower.initTakeover(this.dead.id);

		assertThat(this.lower.heard(InitTakeoverAck.class)).isEmpty();
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.TAKEOVER_BY_ME);
		this.lower.acks(this.dead.id);
		this.higher.acks(this.dead.id);
		assertThat(this.lower.heard(TakeoverServer.class)).hasSize(1);
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("RFC 5353 3.5.1 rule 2: ids are compared as unsigned numbers")
	@Conformance("ENRP-089")
	void idsAreUnsigned() {
		assertThat(this.higher.id.value()).isNegative();
		assertThat(this.higher.id.compareTo(PeerFixture.ID)).isPositive();
	}

	@Test
	@DisplayName("N-19: in the scope of the C implementation the lower initiator goes on")
	void lowestGoesOnWhereThatIsTheRule() {
		PeerFixture rsplib = PeerFixture.serving((peering) -> peering.withArbitration(TakeoverArbitration.LOWEST));
		FakePeer low = rsplib.lower().lives();
		FakePeer high = rsplib.higher().lives();
		low.acknowledges = false;
		high.acknowledges = false;
		begun(rsplib, rsplib.peer(this.dead.id.value(), "192.0.2.70"));

		high.initTakeover(this.dead.id);
		assertThat(high.heard(InitTakeoverAck.class)).isEmpty();
		low.initTakeover(this.dead.id);

		assertThat(low.heard(InitTakeoverAck.class)).hasSize(1);
		assertThat(rsplib.events(RserpoolEvent.TakeoverYielded.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5353 3.5.1 rule 3: everybody else agrees and watches the target no more")
	@Conformance({ "ENRP-093", "ENRP-094" })
	void othersAgree() {
		quiet();

		this.lower.initTakeover(this.dead.id);

		assertThat(this.lower.heard(InitTakeoverAck.class))
			.containsExactly(new InitTakeoverAck(PeerFixture.ID, this.lower.id, this.dead.id));
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.NOT_ACTIVE);
		this.server.advance(this.server.millis(TimerName.TAKEOVER_WATCH) - 1_000);
		assertThat(this.dead.probes()).isEmpty();
		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).isEmpty();
	}

	@Test
	@DisplayName("7.2: a takeover of a server that is not known is agreed to")
	void takeoverOfAnUnknownServerIsAgreedTo() {
		quiet();

		this.lower.initTakeover(ServerId.of(0x12121212));

		assertThat(this.lower.heard(InitTakeoverAck.class)).hasSize(1);
	}

	@Test
	@DisplayName("N-20: who hears the target well agrees as it must, and makes the target speak up")
	@Conformance("ENRP-094")
	void witnessMakesTheTargetSpeakUp() {
		quiet();
		this.dead.presence(false);
		this.dead.forget();

		this.lower.initTakeover(this.dead.id);

		assertThat(this.lower.heard(InitTakeoverAck.class)).hasSize(1);
		assertThat(this.dead.probes()).hasSize(1);
		this.dead.presence(false);
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.ACTIVE);
	}

	@Test
	@DisplayName("N-10: a sign of life of a target that was agreed on makes it active again")
	void targetComesBack() {
		quiet();
		this.lower.initTakeover(this.dead.id);
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.NOT_ACTIVE);

		this.dead.presence(false);

		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.ACTIVE);
	}

	@Test
	@DisplayName("W9: when the initiator dies before the end, the target is watched again, and taken over by the next one")
	void takeoverThatDoesNotEndIsTakenUpAgain() {
		quiet();
		this.dead.freezes();
		this.lower.initTakeover(this.dead.id);
		this.lower.crashes();

		this.server.advance(this.server.millis(TimerName.TAKEOVER_WATCH) + 100);
		assertThat(this.dead.probes()).isNotEmpty();
		this.server.advance(this.server.millis(TimerName.MAX_TIME_NO_RESPONSE)
				+ this.server.millis(TimerName.TAKEOVER_DELAY) + this.server.millis(TimerName.TAKEOVER_EXPIRY));

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("RFC 5353 3.5.2: the others remove the target and give its elements the new home, only those")
	@Conformance("ENRP-102")
	void othersFollow() {
		quiet();
		this.higher.adds(Registrar.listening(2, "198.51.100.2"));
		this.server.registered(3, "198.51.100.3");
		this.lower.initTakeover(this.dead.id);
		this.lower.forget();
		this.higher.forget();

		this.lower.takesOver(this.dead.id);

		assertThat(this.server.home(1)).isEqualTo(this.lower.id);
		assertThat(this.server.home(2)).isEqualTo(this.higher.id);
		assertThat(this.server.home(3)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.status(this.dead)).isNull();
		assertThat(this.server.expected(this.lower)).isEqualTo(this.dead.checksum());
		assertThat(this.higher.heard()).isEmpty();
		assertThat(this.server.homeCalls(HOST)).isEmpty();
		assertThat(this.server.events(RserpoolEvent.TakenOver.class))
			.containsExactly(new RserpoolEvent.TakenOver(this.dead.id, this.lower.id, 1));
	}

	@Test
	@DisplayName("7.3: the end of a takeover counts even if its beginning was lost")
	void endWithoutBeginningCounts() {
		quiet();

		this.lower.takesOver(this.dead.id);

		assertThat(this.server.home(1)).isEqualTo(this.lower.id);
	}

	@Test
	@DisplayName("7.3: who comes first has won, whatever this server was about to do")
	void firstToEndHasWon() {
		begun();

		this.lower.takesOver(this.dead.id);
		this.higher.acks(this.dead.id);
		this.lower.acks(this.dead.id);
		this.server.advance(20_000);

		assertThat(this.server.home(1)).isEqualTo(this.lower.id);
		assertThat(this.higher.heard(TakeoverServer.class)).isEmpty();
	}

	@Test
	@DisplayName("7.3: nobody takes over nobody, or itself")
	void oddTargetsAreIgnored() {
		quiet();

		this.lower.takesOver(this.lower.id);

		assertThat(this.server.status(this.lower)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.home(1)).isEqualTo(this.dead.id);
	}

	@Test
	@DisplayName("7.3: a target that was heard a moment ago keeps its place until it is silent to a probe")
	void livingTargetKeepsItsPlace() {
		quiet();
		this.dead.presence(false);
		this.dead.forget();

		this.lower.takesOver(this.dead.id);

		assertThat(this.server.status(this.dead)).isNotNull();
		assertThat(this.dead.probes()).hasSize(1);
		this.dead.presence(false);
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.expected(this.dead)).isEqualTo(this.dead.checksum());
	}

	@Test
	@DisplayName("10.1: a server that was taken over by mistake lets its elements go, silently, and keeps their connections")
	void takenOverServerLetsGo() {
		quiet();
		ConnectionId connection = this.server.registered(5, "198.51.100.5");
		this.lower.forget();
		this.higher.forget();

		this.lower.takesOver(PeerFixture.ID);

		assertThat(this.server.home(5)).isEqualTo(this.lower.id);
		assertThat(this.server.snapshot().ownedCount()).isZero();
		assertThat(this.server.world.hasClosed(connection)).isFalse();
		assertThat(this.higher.heard(HandleUpdate.class)).isEmpty();
		assertThat(this.server.events(RserpoolEvent.SelfTakenOver.class))
			.containsExactly(new RserpoolEvent.SelfTakenOver(this.lower.id, 1));
	}

	@Test
	@DisplayName("10.1: elements that the new home can never reach are taken back at once")
	void unreachableElementsAreTakenBack() {
		quiet();
		ConnectionId connection = this.server.connect("198.51.100.5");
		this.server.register(connection, Registrar.POOL, Registrar.element(5, "198.51.100.5"));
		this.lower.forget();

		this.lower.takesOver(PeerFixture.ID);

		assertThat(this.server.home(5)).isEqualTo(PeerFixture.ID);
		assertThat(this.lower.heard(HandleUpdate.class)).anyMatch((update) -> update.action() == UpdateAction.ADD_PE
				&& update.element().id().equals(Registrar.id(5)) && update.element().home().equals(PeerFixture.ID));
	}

	@Test
	@DisplayName("10.1: an element that the new home could not reach, but its former one can, is taken back")
	void wronglyRemovedElementIsTakenBack() {
		quiet();
		this.server.registered(5, "198.51.100.5");
		this.lower.takesOver(PeerFixture.ID);
		this.lower.forget();

		this.lower.says(this.lower.update(UpdateAction.DEL_PE, Registrar.POOL,
				Registrar.listening(5, "198.51.100.5").withHome(this.lower.id)));
		this.server.advance(this.server.millis(TimerName.KEEP_ALIVE_TIMEOUT));

		assertThat(this.server.home(5)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.homeCalls("198.51.100.5")).isNotEmpty();
		assertThat(this.server.events(RserpoolEvent.ElementReclaimed.class)).hasSize(1);
	}

	@Test
	@DisplayName("10.3: one element is taken back from one peer once a minute at most")
	void takingBackDoesNotPingPong() {
		quiet();
		this.server.registered(5, "198.51.100.5");
		this.lower.takesOver(PeerFixture.ID);
		this.lower.forget();

		for (int i = 0; i < 10; i++) {
			this.lower.says(this.lower.update(UpdateAction.ADD_PE, Registrar.POOL,
					Registrar.listening(5, "198.51.100.5").withHome(this.lower.id)));
			this.lower.says(this.lower.update(UpdateAction.DEL_PE, Registrar.POOL,
					Registrar.listening(5, "198.51.100.5").withHome(this.lower.id)));
			this.server.advance(2_000);
		}

		assertThat(this.server.events(RserpoolEvent.ElementReclaimed.class)).hasSize(1);
	}

}
