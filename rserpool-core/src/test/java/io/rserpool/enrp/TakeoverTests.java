package io.rserpool.enrp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.UpdateAction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The elements of a dead server find a new home (RFC 5353 section 3.5).
 */
class TakeoverTests {

	private static final String HOST = "198.51.100.1";

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer dead = this.server.lower();

	private final FakePeer witness = this.server.higher();

	private final FakePeer other = this.server.third();

	/** One server dies, two others live. */
	private void dies() {
		this.dead.joins();
		this.dead.adds(Registrar.listening(1, HOST));
		this.witness.lives();
		this.other.lives();
		this.dead.freezes();
	}

	/** Time until the takeover has begun, at the latest. */
	private long begin() {
		return this.server.death() + this.server.millis(TimerName.TAKEOVER_DELAY) + 1;
	}

	@Test
	@DisplayName("RFC 5353 3.5.1: the takeover is announced to all peers, the target too, with its id")
	@Conformance({ "ENRP-082", "ENRP-083", "ENRP-084" })
	void takeoverIsAnnouncedToAll() {
		this.witness.acknowledges = false;
		dies();

		this.server.advance(begin());

		InitTakeover expected = new InitTakeover(PeerFixture.ID, ServerId.NONE, this.dead.id);
		for (FakePeer peer : List.of(this.dead, this.witness, this.other)) {
			assertThat(peer.heard(InitTakeover.class)).hasSize(1).allSatisfy((takeover) -> {
				assertThat(takeover.sender()).isEqualTo(expected.sender());
				assertThat(takeover.target()).isEqualTo(expected.target());
				assertThat(takeover.receiver()).isIn(ServerId.NONE, peer.id);
			});
		}
		assertThat(this.server.events(RserpoolEvent.TakeoverStarted.class)).hasSize(1);
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.TAKEOVER_BY_ME);
	}

	@Test
	@DisplayName("RFC 5353 3.5.1: the takeover is won when all peers but the target have agreed, not before")
	@Conformance({ "ENRP-085", "ENRP-095", "ENRP-096" })
	void allOthersMustAgree() {
		this.witness.acknowledges = false;
		this.other.acknowledges = false;
		dies();
		this.server.advance(begin());

		this.other.acks(this.dead.id);
		assertThat(this.witness.heard(TakeoverServer.class)).isEmpty();
		assertThat(this.server.home(1)).isEqualTo(this.dead.id);
		this.witness.acks(this.dead.id);

		assertThat(this.witness.heard(TakeoverServer.class)).hasSize(1);
		assertThat(this.other.heard(TakeoverServer.class)).hasSize(1);
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("RFC 5353 3.5.1: an acknowledgement counts once, for its target only")
	@Conformance("ENRP-085")
	void foreignAcksDoNotCount() {
		this.witness.acknowledges = false;
		this.other.acknowledges = false;
		dies();
		this.server.advance(begin());

		this.other.acks(this.dead.id);
		this.other.acks(this.dead.id);
		this.witness.acks(this.other.id);

		assertThat(this.witness.heard(TakeoverServer.class)).isEmpty();
	}

	@Test
	@DisplayName("RFC 5353 3.5.2: first all active peers are told, with the target's id")
	@Conformance({ "ENRP-098", "ENRP-099" })
	void enforcementComesFirst() {
		dies();
		this.server.waitForTakeover();

		assertThat(this.witness.last(TakeoverServer.class).target()).isEqualTo(this.dead.id);
		assertThat(this.other.last(TakeoverServer.class).target()).isEqualTo(this.dead.id);
		List<RecordingEffects.Sent> sent = this.server.world.sent();
		assertThat(firstIndex(sent, TakeoverServer.class)).isLessThan(firstIndex(sent, EndpointKeepAlive.class))
			.isNotNegative();
	}

	private static int firstIndex(List<RecordingEffects.Sent> sent, Class<?> type) {
		for (int i = 0; i < sent.size(); i++) {
			if (type.isInstance(sent.get(i).message())) {
				return i;
			}
		}
		return -1;
	}

	@Test
	@DisplayName("RFC 5353 3.5.2: the target leaves the peer list")
	@Conformance("ENRP-100")
	void targetLeavesThePeerList() {
		dies();
		this.server.waitForTakeover();

		assertThat(this.server.status(this.dead)).isNull();
		assertThat(this.server.events(RserpoolEvent.TakeoverWon.class))
			.extracting(RserpoolEvent.TakeoverWon::target, RserpoolEvent.TakeoverWon::elements)
			.containsExactly(tuple(this.dead.id, 1));
	}

	@Test
	@DisplayName("RFC 5353 3.5.2: all elements of the target are owned here now, and each is asked with H=1")
	@Conformance({ "ENRP-002", "ENRP-101", "REQ-004" })
	void elementsAreClaimedAndAsked() {
		this.dead.joins();
		for (int id = 1; id <= 100; id++) {
			this.dead.adds(Registrar.listening(id, "198.51.100." + id));
		}
		this.witness.lives();
		this.witness.adds(Registrar.listening(200, "198.51.100.200"));
		this.dead.freezes();

		this.server.waitForTakeover();

		assertThat(this.server.snapshot().ownedCount()).isEqualTo(100);
		assertThat(this.server.home(200)).isEqualTo(this.witness.id);
		assertThat(this.server.snapshot().checksum()).isEqualTo(this.dead.checksum());
		assertThat(this.witness.last(Presence.class).checksum()).isEqualTo(this.dead.checksum());
		this.server.advance(this.server.millis(TimerName.KEEP_ALIVE_INTERVAL));
		for (int id = 1; id <= 100; id++) {
			assertThat(this.server.homeCalls("198.51.100." + id)).isNotEmpty()
				.allMatch((ask) -> ask.server().equals(PeerFixture.ID));
		}
		assertThat(this.server.homeCalls("198.51.100.200")).isEmpty();
	}

	@Test
	@DisplayName("W10: the questions after a takeover are spread over the keep-alive interval")
	@Conformance("REQ-008")
	void questionsArePaced() {
		this.dead.joins();
		for (int id = 1; id <= 2_000; id++) {
			this.dead.adds(Registrar.listening(id, "198.51." + (100 + id / 250) + "." + (1 + id % 250)));
		}
		this.dead.freezes();

		this.server.waitForTakeover();
		this.server.advance(this.server.millis(TimerName.KEEP_ALIVE_INTERVAL) + 1_000);

		long[] perSecond = this.server.world.dialled()
			.stream()
			.filter((dial) -> dial.to().port() == 3900)
			.collect(Collectors.groupingBy((dial) -> dial.at() / 1000, Collectors.counting()))
			.values()
			.stream()
			.mapToLong(Long::longValue)
			.toArray();
		assertThat(Arrays.stream(perSecond).sum()).isGreaterThanOrEqualTo(2_000);
		assertThat(Arrays.stream(perSecond).max().orElseThrow()).isLessThanOrEqualTo(450);
	}

	@Test
	@DisplayName("7.1: an element that the new home cannot reach is removed, and all are told")
	void unreachableElementIsRemoved() {
		dies();
		this.server.silence(HOST);

		this.server.waitForTakeover();
		this.server.advance(
				this.server.millis(TimerName.KEEP_ALIVE_INTERVAL) + this.server.millis(TimerName.KEEP_ALIVE_TIMEOUT));

		assertThat(this.server.has(1)).isFalse();
		assertThat(this.witness.last(HandleUpdate.class).action()).isEqualTo(UpdateAction.DEL_PE);
	}

	@Test
	@DisplayName("T-6: an element that cannot be dialled is kept for a while, until it registers or not")
	void elementWithoutListenerIsKeptForAWhile() {
		this.dead.joins();
		this.dead.adds(Registrar.element(1, HOST).withAsapTransport(Registrar.sctp(HOST, 0)));
		this.dead.adds(Registrar.element(2, "198.51.100.2").withAsapTransport(Registrar.sctp("198.51.100.2", 0)));
		this.witness.lives();
		this.dead.freezes();
		this.server.waitForTakeover();

		this.server.advance(this.server.millis(TimerName.TAKEN_OVER_GRACE) / 2);
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.home(2)).isEqualTo(PeerFixture.ID);
		ConnectionId connection = this.server.connect(HOST);
		this.server.register(connection, Registrar.POOL, Registrar.element(1, HOST));
		this.server.advance(this.server.millis(TimerName.TAKEN_OVER_GRACE) / 2 + 6_000);

		assertThat(this.server.has(2)).isFalse();
	}

	@Test
	@DisplayName("RFC 5353 3.5.1: any sign of life of the target stops the takeover, the target is active")
	@Conformance({ "ENRP-088", "ENRP-097" })
	void signOfLifeStopsTheTakeover() {
		this.witness.acknowledges = false;
		this.other.acknowledges = false;
		dies();
		this.server.advance(begin());
		this.other.acks(this.dead.id);

		this.dead.presence(false);
		this.witness.acks(this.dead.id);
		this.server.advance(20_000);

		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.witness.heard(TakeoverServer.class)).isEmpty();
		assertThat(this.server.home(1)).isEqualTo(this.dead.id);
		assertThat(this.server.events(RserpoolEvent.TakeoverStopped.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5353 3.5.1: a sign of life before the first acknowledgement stops it, too")
	@Conformance("ENRP-097")
	void signOfLifeBeforeTheFirstAckStopsTheTakeover() {
		this.witness.acknowledges = false;
		this.other.acknowledges = false;
		dies();
		this.server.advance(begin());

		this.dead.asksForList();
		this.other.acks(this.dead.id);
		this.witness.acks(this.dead.id);

		assertThat(this.witness.heard(TakeoverServer.class)).isEmpty();
		assertThat(this.server.status(this.dead)).isEqualTo(PeerStatus.ACTIVE);
	}

	@Test
	@DisplayName("N-18: with no other peer left the takeover is won at once")
	void loneServerWinsAtOnce() {
		this.dead.joins();
		this.dead.adds(Registrar.listening(1, HOST));
		this.dead.freezes();

		this.server.advance(this.server.death() + 1_000);

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("N-18: who answers but never agrees is asked twice more and then waited for no longer")
	void missingAcksDoNotBlockForEver() {
		this.witness.acknowledges = false;
		dies();
		this.server.advance(begin());
		long expiry = this.server.millis(TimerName.TAKEOVER_EXPIRY);

		this.server.advance(2 * expiry - 1_000);
		assertThat(this.server.home(1)).isEqualTo(this.dead.id);
		this.server.advance(expiry + 2_000);

		assertThat(this.witness.heard(InitTakeover.class)).hasSize(3);
		assertThat(this.other.heard(InitTakeover.class)).hasSize(1);
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("7.1: a peer that dies meanwhile is waited for no longer")
	void deadWitnessIsNotWaitedFor() {
		this.witness.acknowledges = false;
		dies();
		this.server.advance(begin());
		assertThat(this.server.home(1)).isEqualTo(this.dead.id);

		this.witness.crashes();
		this.server.advance(4_000);

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("N-9: the address of a target is dialled on, every 30 s at most")
	void targetIsDialledOn() {
		dies();
		this.dead.crashes();
		this.server.advance(60_000);
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		int before = this.server.dialsTo(this.dead).size();

		this.server.advance(3_600_000);

		assertThat(this.server.dialsTo(this.dead).size() - before).isBetween(3600 / 38, 3600 / 22);
		this.server.advance(24 * 3_600_000L);
		int later = this.server.dialsTo(this.dead).size();
		this.server.advance(3_600_000);
		assertThat(this.server.dialsTo(this.dead)).hasSize(later);
	}

	@Test
	@DisplayName("7.3: elements of the target are this server's own from then on, with their full life")
	void lifeStartsAnew() {
		dies();

		this.server.waitForTakeover();

		assertThat(this.server.the(1).lifeLeftMillis()).isBetween(280_000L, 300_000L);
		this.server.advance(310_000);
		assertThat(this.server.has(1)).isFalse();
		assertThat(this.witness.last(HandleUpdate.class).action()).isEqualTo(UpdateAction.DEL_PE);
	}

	@Test
	@DisplayName("W5: with the quorum a server that reaches fewer than half of the others takes over nothing")
	void minorityTakesNothingOver() {
		PeerFixture careful = PeerFixture.serving((peering) -> peering.withTakeoverQuorum(true));
		FakePeer a = careful.lower().lives();
		FakePeer b = careful.higher().lives();
		FakePeer c = careful.third().lives();
		a.adds(Registrar.listening(1, HOST));
		b.adds(Registrar.listening(2, "198.51.100.2"));

		a.isCutOff();
		b.isCutOff();
		c.isCutOff();
		careful.advance(250_000);

		assertThat(careful.home(1)).isEqualTo(a.id);
		assertThat(careful.home(2)).isEqualTo(b.id);
		assertThat(careful.snapshot().ownedCount()).isZero();
	}

}
