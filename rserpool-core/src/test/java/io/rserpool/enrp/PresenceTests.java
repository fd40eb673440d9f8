package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signs of life, and what follows when they are missing (RFC 5353 section 3.4).
 */
class PresenceTests {

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer peer = this.server.lower();

	private List<Presence> heartbeats() {
		return this.peer.heard(Presence.class).stream().filter((presence) -> !presence.replyRequired()).toList();
	}

	@Test
	@DisplayName("RFC 5353 3.4.2: presences go to all peers every 30 s, ask for nothing and name nobody")
	@Conformance({ "ENRP-006", "ENRP-008", "ENRP-022", "ENRP-076", "ENRP-077" })
	void heartbeatsGoToAllPeers() {
		this.peer.lives();
		FakePeer second = this.server.higher().lives();
		this.server.advance(this.server.heartbeat());
		this.peer.forget();
		second.forget();

		this.server.advance(100 * this.server.heartbeat());

		for (FakePeer one : List.of(this.peer, second)) {
			List<Presence> heartbeats = one.heard(Presence.class)
				.stream()
				.filter((presence) -> !presence.replyRequired())
				.toList();
			assertThat(heartbeats).hasSizeBetween(90, 112).allSatisfy((presence) -> {
				assertThat(presence.receiver()).isEqualTo(ServerId.NONE);
				assertThat(presence.checksum()).isEqualTo(Checksums.EMPTY);
				assertThat(presence.information()).isEqualTo(this.server.information());
			});
			List<Long> times = one.times(Presence.class, (presence) -> !((Presence) presence).replyRequired());
			for (int i = 1; i < times.size(); i++) {
				assertThat(times.get(i) - times.get(i - 1)).isBetween(27_000L, 33_000L);
			}
		}
	}

	@Test
	@DisplayName("RFC 5353 2.1: the answer to a presence that wants one has this server's address")
	@Conformance("ENRP-009")
	void answersCarryServerInformation() {
		this.peer.joins();
		this.peer.forget();

		this.peer.presence(true);

		assertThat(this.peer.heard()).hasSize(1);
		assertThat(heartbeats().get(0).information()).isEqualTo(this.server.information());
	}

	@Test
	@DisplayName("RFC 5353 3.6.1: every presence has the checksum of that moment")
	@Conformance({ "ENRP-008", "ENRP-105" })
	void presencesCarryTheCurrentChecksum() {
		this.peer.joins();
		Random random = new Random(7);
		boolean[] mine = new boolean[20];

		for (int i = 0; i < 200; i++) {
			int id = 1 + random.nextInt(mine.length - 1);
			if (mine[id]) {
				this.server.machine.remove(Registrar.POOL, Registrar.id(id), this.server.now());
			}
			else {
				this.server.registered(id, "198.51.100." + id);
			}
			mine[id] = !mine[id];
			this.peer.presence(true);
			assertThat(this.peer.last(Presence.class).checksum()).isEqualTo(checksum(mine));
		}
	}

	private static int checksum(boolean[] mine) {
		List<PoolEntry> entries = new ArrayList<>();
		for (int id = 0; id < mine.length; id++) {
			if (mine[id]) {
				entries.add(new PoolEntry(Registrar.POOL, List.of(Registrar.listening(id, "198.51.100.1"))));
			}
		}
		return Checksums.of(entries);
	}

	@Test
	@DisplayName("RFC 5353 3.2.1: the id stays for a day, whatever happens to connections")
	@Conformance({ "ENRP-011", "ENRP-024" })
	void idStays() {
		this.peer.lives();

		for (int hour = 0; hour < 24; hour++) {
			this.server.advance(3_600_000);
			this.peer.loses();
			this.server.advance(10_000);
		}

		assertThat(this.peer.heard().size()).isGreaterThan(2_000);
		assertThat(this.peer.heard()).allMatch((message) -> message.sender().equals(PeerFixture.ID));
	}

	@Test
	@DisplayName("RFC 5353 3.4: a server knows each peer with its address, status and when it was heard")
	@Conformance({ "ENRP-073", "ENRP-078" })
	void peersAreKnown() {
		this.peer.joins();
		this.server.advance(12_345);

		PeerSnapshot known = this.server.known(this.peer);

		assertThat(known.status()).isEqualTo(PeerStatus.ACTIVE);
		assertThat(known.connected()).isTrue();
		assertThat(known.heardMillisAgo()).isEqualTo(12_345);
		assertThat(known.addresses()).isEqualTo(List.of(this.peer.address));
		assertThat(this.server.events(RserpoolEvent.PeerUp.class)).extracting(RserpoolEvent.PeerUp::peer)
			.containsExactly(this.peer.id);
	}

	@Test
	@DisplayName("RFC 5353 3.4.3: after 61 s of silence a peer is probed, at once and by itself")
	@Conformance("ENRP-080")
	void silentPeerIsProbed() {
		FakePeer second = this.server.higher().lives();
		this.peer.joins();
		this.peer.forget();
		second.forget();

		this.server.advance(this.server.millis(TimerName.MAX_TIME_LAST_HEARD) - 1);
		assertThat(this.peer.probes()).isEmpty();
		assertThat(this.server.status(this.peer)).isEqualTo(PeerStatus.ACTIVE);
		this.server.advance(1_000);

		assertThat(this.peer.probes()).hasSize(1);
		assertThat(second.probes()).isEmpty();
		assertThat(this.server.status(this.peer)).isEqualTo(PeerStatus.PROBING);
		assertThat(this.server.events(RserpoolEvent.PeerProbing.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5353 3.4.3: a peer that answers the probe lives")
	@Conformance("ENRP-079")
	void answerToTheProbeIsASignOfLife() {
		this.peer.joins();
		this.server.advance(this.server.millis(TimerName.MAX_TIME_LAST_HEARD) + 1_000);

		this.peer.presence(false);

		assertThat(this.server.status(this.peer)).isEqualTo(PeerStatus.ACTIVE);
		this.server.advance(this.server.millis(TimerName.MAX_TIME_LAST_HEARD) - 1);
		assertThat(this.server.status(this.peer)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).isEmpty();
	}

	@Test
	@DisplayName("RFC 5353 3.4.3: 5 s after an unanswered probe the peer is dead, and its elements are taken over")
	@Conformance({ "ENRP-081", "ENRP-082", "REQ-003" })
	void silentPeerDies() {
		FakePeer second = this.server.higher().lives();
		this.peer.joins();
		this.peer.adds(Registrar.listening(1, "198.51.100.1"));
		this.peer.freezes();

		this.server.advance(this.server.death() - 1);
		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).isEmpty();
		this.server.advance(1_001);

		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).extracting(RserpoolEvent.PeerDead::peer)
			.containsExactly(this.peer.id);
		assertThat(second.heard(InitTakeover.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5353 3.4.3: a dead peer that owned nothing is forgotten without a takeover")
	@Conformance("ENRP-082")
	void deadPeerWithoutElementsIsForgotten() {
		FakePeer second = this.server.higher().lives();
		this.peer.joins();
		this.peer.freezes();

		this.server.waitForTakeover();

		assertThat(this.server.status(this.peer)).isNull();
		assertThat(second.heard(InitTakeover.class)).isEmpty();
	}

	@Test
	@DisplayName("RFC 5353 3.4.3: where every dial is refused the peer is dead at once")
	@Conformance({ "ENRP-081", "REQ-003" })
	void refusedPeerIsDeadAtOnce() {
		this.peer.joins();
		this.peer.adds(Registrar.listening(1, "198.51.100.1"));

		this.peer.crashes();
		this.server.advance(2_000);

		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).hasSize(1);
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("5.2: an address that cannot be reached is silence, no death: a server with a broken link takes nothing over")
	void unreachablePeerIsSilent() {
		this.peer.joins();
		this.peer.adds(Registrar.listening(1, "198.51.100.1"));
		FakePeer second = this.server.higher().lives();

		this.peer.isCutOff();
		this.server.advance(4_000);

		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).isEmpty();
		assertThat(second.heard(InitTakeover.class)).isEmpty();
		this.server.advance(20_000);
		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 3237 2.5: a link that is lost for two seconds kills no peer")
	@Conformance("REQ-012")
	void shortLossKillsNobody() {
		this.peer.lives();
		this.peer.adds(Registrar.listening(1, "198.51.100.1"));

		this.peer.isCutOff();
		this.server.advance(2_000);
		this.peer.host = FakePeer.Host.LISTENING;
		this.peer.live = true;
		this.server.advance(10_000);

		assertThat(this.server.status(this.peer)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.known(this.peer).connected()).isTrue();
		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).isEmpty();
		assertThat(this.server.home(1)).isEqualTo(this.peer.id);
	}

	@Test
	@DisplayName("RFC 5353 3.4.1: who is forgotten comes back by any message, and is probed as a new one")
	@Conformance({ "ENRP-074", "ENRP-075" })
	void forgottenPeerComesBack() {
		this.peer.joins();
		this.peer.freezes();
		this.server.waitForTakeover();
		assertThat(this.server.status(this.peer)).isNull();
		this.peer.loses();
		this.peer.host = FakePeer.Host.LISTENING;
		this.peer.forget();

		this.peer.dials();
		this.peer.asksForList();

		assertThat(this.server.status(this.peer)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.peer.probes()).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5353 3.4: a peer's address is the one it announced")
	void announcedAddressIsKept() {
		Endpoint moved = Registrar.endpoint("192.0.2.1", 9905);
		this.peer.joins();

		this.peer.says(new Presence(this.peer.id, ServerId.NONE, false, Checksums.EMPTY,
				new ServerInformation(this.peer.id, PeerFixture.transport(moved))));

		assertThat(this.server.known(this.peer).addresses()).isEqualTo(List.of(moved));
	}

}
