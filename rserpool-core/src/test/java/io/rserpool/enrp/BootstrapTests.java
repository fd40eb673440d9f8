package io.rserpool.enrp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.EnrpServer;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a server finds the others before it serves (RFC 5353 section 3.2).
 */
class BootstrapTests {

	private final PeerFixture server = PeerFixture.stopped();

	private final FakePeer mentor = this.server.lower();

	private ServerPhase phase() {
		return this.server.snapshot().phase();
	}

	/** The mentor says who it is when it is greeted. */
	private void introduces(FakePeer peer) {
		peer.says(new Presence(peer.id, this.server.id, false, peer.checksum(), peer.information()));
	}

	@Test
	@DisplayName("RFC 5353 3.2.1: ids are random, never 0")
	@Conformance({ "ENRP-010", "ENRP-023" })
	void idsAreRandom() {
		Set<ServerId> ids = new HashSet<>();

		for (int i = 0; i < 1000; i++) {
			EnrpServer drawn = EnrpServer.builder().build();
			assertThat(drawn.id().isNone()).isFalse();
			ids.add(drawn.id());
			drawn.close();
		}

		assertThat(ids).hasSize(1000);
	}

	@Test
	@DisplayName("RFC 5353 3.2.2.1: without mentors a server is alone, asks nobody and serves at once")
	@Conformance({ "ENRP-027", "ENRP-028", "ENRP-029", "REQ-010" })
	void serverWithoutMentorsServesAtOnce() {
		this.server.start();

		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
		assertThat(this.server.isClosedToElements()).isFalse();
		this.server.registered(1, "198.51.100.1");
		this.server.advance(120_000);
		assertThat(this.server.peerDials()).isEmpty();
		assertThat(this.server.world.sent()).noneMatch((sent) -> sent.message() instanceof EnrpMessage);
	}

	@Test
	@DisplayName("RFC 5353 3.2.2.1: the one server that is known is the mentor: greeting, list, whole table, in this order")
	@Conformance({ "ENRP-025", "ENRP-030", "ENRP-037", "ENRP-038" })
	void mentorIsGreetedAndAskedForListAndTable() {
		this.mentor.waits();

		this.server.start(this.mentor);
		this.server.advance(100);

		List<EnrpMessage> heard = this.mentor.heard();
		assertThat(heard.get(0)).isInstanceOfSatisfying(Presence.class, (presence) -> {
			assertThat(presence.replyRequired()).isTrue();
			assertThat(presence.receiver()).isEqualTo(ServerId.NONE);
			assertThat(presence.information()).isEqualTo(this.server.information());
			assertThat(presence.checksum()).isEqualTo(Checksums.EMPTY);
		});
		assertThat(this.mentor.heard(ListRequest.class)).hasSize(1);
		assertThat(this.mentor.heard(HandleTableRequest.class))
			.containsExactly(new HandleTableRequest(PeerFixture.ID, this.mentor.id, false));
		assertThat(heard.indexOf(this.mentor.last(ListRequest.class)))
			.isLessThan(heard.indexOf(this.mentor.last(HandleTableRequest.class)));
		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
		assertThat(this.server.events(RserpoolEvent.HandlespaceDownloaded.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5353 3.2.2.1: of several known servers one is the mentor, the others stay in reserve")
	@Conformance({ "ENRP-026", "ENRP-031", "ENRP-032" })
	void silentMentorIsLeftForABackup() {
		FakePeer second = this.server.higher();
		FakePeer third = this.server.third();
		List<FakePeer> all = List.of(this.mentor, second, third);

		this.server.start(this.mentor, second, third);
		FakePeer first = all.stream().filter((peer) -> peer.connection != null).findFirst().orElseThrow();
		introduces(first);

		assertThat(first.heard(ListRequest.class)).hasSize(1);
		assertThat(all).filteredOn((peer) -> !peer.heard(ListRequest.class).isEmpty()).containsExactly(first);
		all.forEach((peer) -> peer.live = peer != first);
		this.server.advance(this.server.millis(TimerName.MAX_TIME_NO_RESPONSE) - 1);
		assertThat(phase()).isEqualTo(ServerPhase.JOINING);
		this.server.advance(2);
		assertThat(all).filteredOn((peer) -> peer != first && !peer.heard(ListRequest.class).isEmpty()).hasSize(1);
		this.server.advance(1_000);
		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
	}

	@Test
	@DisplayName("RFC 5353 3.2.2.1: a mentor that does not even let itself be dialled is left for a backup")
	@Conformance("ENRP-026")
	void deadMentorIsLeftForABackup() {
		FakePeer second = this.server.higher().waits();
		this.mentor.host = FakePeer.Host.REFUSING;

		this.server.start(this.mentor, second);
		this.server.advance(10_000);

		assertThat(second.heard(ListRequest.class)).hasSize(1);
		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
	}

	@Test
	@DisplayName("RFC 5353 3.2.2.2: the list makes the peer list, each server on it is greeted")
	@Conformance({ "ENRP-034", "ENRP-073" })
	void listMakesThePeerList() {
		FakePeer second = this.server.higher().waits();
		FakePeer third = this.server.third().waits();
		this.mentor.waits();

		this.server.start(this.mentor);
		this.server.advance(100);

		assertThat(this.server.snapshot().peers()).extracting(PeerSnapshot::id)
			.containsExactlyInAnyOrder(this.mentor.id, second.id, third.id);
		assertThat(this.server.snapshot().peers()).allMatch((peer) -> peer.status() == PeerStatus.ACTIVE)
			.allMatch(PeerSnapshot::connected)
			.allMatch((peer) -> peer.addresses().size() == 1);
		assertThat(second.heard().get(0)).isInstanceOfSatisfying(Presence.class,
				(presence) -> assertThat(presence.replyRequired()).isTrue());
		assertThat(third.probes()).isNotEmpty();
	}

	@Test
	@DisplayName("N-12: a list without the mentor, with it, with the asker or with nobody is good")
	void oddListsAreGood() {
		this.server.start(this.mentor);
		introduces(this.mentor);

		this.mentor.says(new ListResponse(this.mentor.id, PeerFixture.ID, false,
				List.of(this.server.information(), this.mentor.information(),
						new ServerInformation(ServerId.NONE, this.mentor.transport()), this.mentor.information())));

		assertThat(this.server.snapshot().peers()).extracting(PeerSnapshot::id).containsExactly(this.mentor.id);
		assertThat(this.mentor.heard(HandleTableRequest.class)).hasSize(1);
		assertThat(this.server.snapshot().id()).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("RFC 5353 3.2.2.2: a server that is starting itself rejects list and table, with nothing in it")
	@Conformance({ "ENRP-012", "ENRP-013", "ENRP-019", "ENRP-020", "ENRP-035" })
	void startingServerRejects() {
		this.server.start(this.mentor);
		FakePeer asker = this.server.higher().joins();
		asker.forget();

		asker.asksForList();
		asker.asksForTable(false);

		assertThat(asker.last(ListResponse.class))
			.isEqualTo(new ListResponse(PeerFixture.ID, asker.id, true, List.of()));
		assertThat(asker.last(HandleTableResponse.class))
			.isEqualTo(new HandleTableResponse(PeerFixture.ID, asker.id, true, false, List.of()));
		assertThat(PeerFixture.octets(asker.last(ListResponse.class))).hasSize(12);
		assertThat(PeerFixture.octets(asker.last(HandleTableResponse.class))).hasSize(12);
	}

	@Test
	@DisplayName("RFC 5353 3.4: a server that is starting answers signs of life")
	void startingServerAnswersPresences() {
		this.server.start(this.mentor);
		FakePeer asker = this.server.higher().dials();

		asker.presence(true);

		assertThat(asker.heard(Presence.class)).anySatisfy((presence) -> {
			assertThat(presence.replyRequired()).isFalse();
			assertThat(presence.information()).isEqualTo(this.server.information());
			assertThat(presence.checksum()).isEqualTo(Checksums.EMPTY);
		});
	}

	@Test
	@DisplayName("RFC 5353 3.2.2.2: after a reject the next try comes a few seconds later")
	@Conformance({ "ENRP-036", "ENRP-052" })
	void rejectedServerWaitsAFewSeconds() {
		this.server.start(this.mentor);
		introduces(this.mentor);

		this.mentor.rejectsList();
		advanceToRequest(ListRequest.class, 2);
		this.mentor.givesList();
		this.mentor.rejectsTable();
		int lists = this.mentor.heard(ListRequest.class).size();
		this.mentor.live = true;
		this.server.advance(1_499);
		assertThat(phase()).isEqualTo(ServerPhase.JOINING);
		this.server.advance(3_001);

		List<Long> times = this.mentor.times(ListRequest.class);
		assertThat(times.get(1) - times.get(0)).isBetween(1_500L, 4_500L);
		assertThat(this.mentor.heard(ListRequest.class).size()).isBetween(lists, lists + 1);
		assertThat(this.mentor.heard(HandleTableRequest.class)).hasSize(2);
		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
	}

	private void advanceToRequest(Class<? extends EnrpMessage> type, int count) {
		for (int i = 0; i < 1000 && this.mentor.heard(type).size() < count; i++) {
			this.server.advance(10);
		}
		assertThat(this.mentor.heard(type)).hasSize(count);
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: elements are let in when the table is complete, not before")
	@Conformance({ "ENRP-050", "ENRP-053" })
	void serviceStartsWithTheLastPart() {
		this.server.start(this.mentor);
		introduces(this.mentor);
		this.mentor.givesList();
		assertThat(this.server.isClosedToElements()).isTrue();

		this.mentor.givesTable(true, new PoolEntry(Registrar.POOL,
				List.of(Registrar.listening(1, "198.51.100.1").withHome(this.mentor.id))));
		assertThat(this.server.isClosedToElements()).isTrue();
		this.mentor.givesTable(false, new PoolEntry(Registrar.POOL,
				List.of(Registrar.listening(2, "198.51.100.2").withHome(this.mentor.id))));

		assertThat(this.server.isClosedToElements()).isFalse();
		assertThat(this.server.has(1)).isTrue();
		assertThat(this.server.has(2)).isTrue();
		assertThat(this.mentor.heard(HandleTableRequest.class)).hasSize(2);
		assertThat(this.mentor.heard().get(this.mentor.heard().size() - 1)).isInstanceOf(Presence.class);
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: a mentor that falls silent after the first part is left; a backup gives the whole table")
	@Conformance({ "ENRP-053", "ENRP-054" })
	void mentorThatFallsSilentIsLeft() {
		FakePeer backup = this.server.higher();
		this.server.start(this.mentor, backup);
		FakePeer first = (this.mentor.connection != null) ? this.mentor : backup;
		FakePeer second = (first != this.mentor) ? this.mentor : backup;
		introduces(first);
		first.givesList();
		first.givesTable(true,
				new PoolEntry(Registrar.POOL, List.of(Registrar.listening(1, "198.51.100.1").withHome(first.id))));
		second.owns(Registrar.listening(2, "198.51.100.2"));
		second.owns(Registrar.listening(3, "198.51.100.3"));
		second.waits();

		this.server.advance(this.server.millis(TimerName.MAX_TIME_NO_RESPONSE) + 100);

		assertThat(second.heard(HandleTableRequest.class))
			.containsExactly(new HandleTableRequest(PeerFixture.ID, second.id, false));
		assertThat(this.server.has(2)).isTrue();
		assertThat(this.server.has(3)).isTrue();
		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
	}

	@Test
	@DisplayName("4.1: an owner's announcement is younger than the mentor's table")
	void announcementsBeatTheTable() {
		FakePeer owner = this.server.higher();
		this.server.start(this.mentor);
		introduces(this.mentor);
		this.mentor.givesList(owner);
		owner.joins();
		owner.adds(Registrar.withLife(Registrar.listening(1, "198.51.100.1"), 77));

		this.mentor.givesTable(false, new PoolEntry(Registrar.POOL,
				List.of(Registrar.withLife(Registrar.listening(1, "198.51.100.9"), 1800).withHome(this.mentor.id))));

		assertThat(this.server.home(1)).isEqualTo(owner.id);
		assertThat(this.server.the(1).lifeSeconds()).isEqualTo(77);
	}

	@Test
	@DisplayName("4.4: rejected in every round by servers with lower ids only, a server begins by itself")
	void highestOfTheRejectedOnesBegins() {
		this.server.start(this.mentor);
		introduces(this.mentor);

		for (int i = 0; i < 60 && phase() == ServerPhase.JOINING; i++) {
			if (!this.mentor.heard(ListRequest.class).isEmpty()) {
				this.mentor.forget();
				this.mentor.rejectsList();
			}
			this.server.advance(500);
		}

		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
		assertThat(this.server.events(RserpoolEvent.JoinedAlone.class)).hasSize(1);
		assertThat(this.server.status(this.mentor)).isEqualTo(PeerStatus.ACTIVE);
	}

	@Test
	@DisplayName("4.4: rejected by a server with a higher id, a server goes on asking")
	void lowerOfTheRejectedOnesGoesOnAsking() {
		FakePeer higher = this.server.higher();
		this.server.start(higher);
		introduces(higher);
		int asked = 0;

		for (int i = 0; i < 240; i++) {
			if (!higher.heard(ListRequest.class).isEmpty()) {
				asked++;
				higher.forget();
				higher.rejectsList();
			}
			this.server.advance(500);
		}

		assertThat(phase()).isEqualTo(ServerPhase.JOINING);
		assertThat(asked).isBetween(24, 81);
		higher.live = true;
		this.server.advance(5_000);
		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
	}

	@Test
	@DisplayName("4.4: when nobody can be reached a server begins alone, dials on, and joins whom it finds later")
	void unreachableMentorsAreDialledForEver() {
		this.mentor.host = FakePeer.Host.REFUSING;
		this.server.start(this.mentor);

		this.server.advance(60_000);
		assertThat(phase()).isEqualTo(ServerPhase.SERVING);
		int dials = this.server.dialsTo(this.mentor).size();
		this.server.advance(3_600_000);
		int later = this.server.dialsTo(this.mentor).size();
		// REDIAL-MAX 30 s, +-25 %.
		assertThat(later - dials).isBetween(3600 / 38, 3600 / 22);

		this.mentor.host = FakePeer.Host.LISTENING;
		this.mentor.owns(Registrar.listening(1, "198.51.100.1"));
		this.mentor.waits();
		this.server.advance(60_000);

		assertThat(this.server.status(this.mentor)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.home(1)).isEqualTo(this.mentor.id);
	}

	@Test
	@DisplayName("4.4: a server that must not stand alone waits for a mentor")
	void serverThatMustNotStandAloneWaits() {
		PeerFixture dependent = PeerFixture.stopped((peering) -> peering.withStandaloneAllowed(false));
		FakePeer late = dependent.lower();
		late.host = FakePeer.Host.REFUSING;
		dependent.start(late);

		dependent.advance(3_600_000);
		assertThat(dependent.snapshot().phase()).isEqualTo(ServerPhase.JOINING);
		assertThat(dependent.isClosedToElements()).isTrue();
		late.host = FakePeer.Host.LISTENING;
		late.waits();
		dependent.advance(60_000);

		assertThat(dependent.snapshot().phase()).isEqualTo(ServerPhase.SERVING);
	}

	@Test
	@DisplayName("4.2: a server that finds its own address under another id takes its former life over")
	void formerLifeIsTakenOver() {
		ServerId former = ServerId.of(0x33333333);
		this.server.runs(Registrar.POOL, Registrar.listening(1, "198.51.100.1"));
		this.mentor.owns(Registrar.listening(5, "198.51.100.5"));
		this.server.start(this.mentor);
		introduces(this.mentor);
		this.mentor.says(new ListResponse(this.mentor.id, PeerFixture.ID, false, List.of(this.mentor.information(),
				new ServerInformation(former, PeerFixture.transport(PeerFixture.ADDRESS)))));
		this.mentor.waits();
		this.mentor.givesTable(false,
				new PoolEntry(Registrar.POOL, List.of(Registrar.listening(1, "198.51.100.1").withHome(former),
						Registrar.listening(5, "198.51.100.5").withHome(this.mentor.id))));

		this.server.advance(10_000);

		assertThat(this.mentor.heard(InitTakeover.class)).anyMatch((takeover) -> takeover.target().equals(former));
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.home(5)).isEqualTo(this.mentor.id);
	}

}
