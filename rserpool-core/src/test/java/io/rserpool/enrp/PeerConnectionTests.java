package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One connection for each pair of servers.
 */
class PeerConnectionTests {

	private final PeerFixture server = PeerFixture.serving();

	/** The peer is known and dialled, the connection is open on this side. */
	private ConnectionId dialled(FakePeer peer) {
		peer.joins();
		peer.loses();
		peer.forget();
		this.server.advance(150);
		assertThat(this.server.dialsTo(peer)).hasSize(1);
		return this.server.dialsTo(peer).get(0).connection();
	}

	private boolean isClosed(ConnectionId connection) {
		return this.server.world.hasClosed(connection);
	}

	@Test
	@DisplayName("RFC 5353 3.1: all messages to one peer take one connection, a group-cast is one copy for each peer")
	@Conformance("ENRP-022")
	void oneConnectionForAPeer() {
		FakePeer first = this.server.lower().lives();
		FakePeer second = this.server.higher().lives();
		first.forget();
		second.forget();

		this.server.registered(1, "198.51.100.1");
		this.server.advance(200_000);

		assertThat(first.heard(HandleUpdate.class)).hasSize(1);
		assertThat(second.heard(HandleUpdate.class)).hasSize(1);
		assertThat(this.server.peerDials()).isEmpty();
		assertThat(this.server.world.sent()
			.stream()
			.filter((sent) -> sent.message() instanceof EnrpMessage)
			.map(RecordingEffects.Sent::to)
			.distinct()).containsExactlyInAnyOrder(first.open(), second.open());
	}

	@Test
	@DisplayName("9.3: who dials greets first, who is dialled answers with its address")
	void dialerGreetsFirst() {
		FakePeer peer = this.server.lower();
		ConnectionId connection = dialled(peer);

		assertThat(this.server.world.sentTo(connection).get(0)).isInstanceOfSatisfying(Presence.class, (presence) -> {
			assertThat(presence.replyRequired()).isTrue();
			assertThat(presence.information()).isEqualTo(this.server.information());
		});
		FakePeer other = this.server.higher().dials();
		assertThat(other.heard()).isEmpty();
		other.presence(true);
		assertThat(other.heard(Presence.class)).anyMatch(
				(presence) -> !presence.replyRequired() && this.server.information().equals(presence.information()));
	}

	@Test
	@DisplayName("9.3: a peer that begins with another message is welcome, too")
	void otherFirstMessagesAreGood() {
		FakePeer peer = this.server.lower().dials();

		peer.says(new ListRequest(peer.id, ServerId.NONE));

		assertThat(this.server.status(peer)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.known(peer).connected()).isTrue();
	}

	@Test
	@DisplayName("9.5: of two connections that cross, that dialled by the higher server stays; here this one")
	void higherServersDialStays() {
		FakePeer peer = this.server.lower();
		ConnectionId mine = dialled(peer);
		peer.says(new Presence(peer.id, PeerFixture.ID, false, Checksums.EMPTY, peer.information()));

		peer.dials();
		ConnectionId theirs = peer.open();
		peer.presence(true);

		assertThat(isClosed(theirs)).isTrue();
		assertThat(isClosed(mine)).isFalse();
		assertThat(this.server.known(peer).connected()).isTrue();
	}

	@Test
	@DisplayName("9.5: of two connections that cross, that dialled by the higher server stays; here the peer's")
	void higherPeersDialStays() {
		FakePeer peer = this.server.higher();
		ConnectionId mine = dialled(peer);
		peer.says(new Presence(peer.id, PeerFixture.ID, false, Checksums.EMPTY, peer.information()));

		peer.dials();
		ConnectionId theirs = peer.open();
		peer.presence(true);
		peer.forget();
		this.server.registered(1, "198.51.100.1");

		assertThat(isClosed(theirs)).isFalse();
		assertThat(this.server.world.sentTo(theirs, HandleUpdate.class)).hasSize(1);
		assertThat(this.server.world.sentTo(mine, HandleUpdate.class)).isEmpty();
		this.server.advance(5_001);
		assertThat(isClosed(mine)).isTrue();
		assertThat(isClosed(theirs)).isFalse();
	}

	@Test
	@DisplayName("9.5: a peer's second connection takes the place of its first, and both compare")
	void newerConnectionStays() {
		FakePeer peer = this.server.lower().joins();
		ConnectionId former = peer.open();
		this.server.advance(10_000);
		peer.forget();

		peer.joins();

		assertThat(isClosed(former)).isTrue();
		assertThat(isClosed(peer.open())).isFalse();
		assertThat(peer.heard(Presence.class)).isNotEmpty()
			.allMatch((presence) -> presence.checksum() == Checksums.EMPTY);
		assertThat(this.server.status(peer)).isEqualTo(PeerStatus.ACTIVE);
	}

	@Test
	@DisplayName("9.6: a lost connection is dialled again, at once by the higher server, 100 ms later by the lower one")
	void lostConnectionIsDialledAgain() {
		FakePeer lower = this.server.lower().joins();
		FakePeer higher = this.server.higher().joins();

		lower.loses();
		assertThat(this.server.dialsTo(lower)).hasSize(1);
		assertThat(this.server.status(lower)).isEqualTo(PeerStatus.ACTIVE);
		higher.loses();
		this.server.advance(99);
		assertThat(this.server.dialsTo(higher)).isEmpty();
		this.server.advance(1);
		assertThat(this.server.dialsTo(higher)).hasSize(1);
	}

	@Test
	@DisplayName("9.6: dials that fail are repeated soon, one at a time")
	void failedDialsAreRepeated() {
		FakePeer gone = this.server.lower().joins();
		gone.adds(Registrar.listening(1, "198.51.100.1"));
		gone.isCutOff();

		this.server.advance(7_900);

		List<Long> times = this.server.dialsTo(gone).stream().map(RecordingEffects.Dialled::at).toList();
		// Each dial takes three seconds to fail.
		assertThat(times).hasSizeBetween(2, 3);
		for (int i = 1; i < times.size(); i++) {
			assertThat(times.get(i) - times.get(i - 1)).isBetween(3_000L, 3_625L);
		}
	}

	@Test
	@DisplayName("9.6: after a reconnection the first word is a presence with the checksum")
	@Conformance("ENRP-105")
	void reconnectionBeginsWithAPresence() {
		this.server.registered(1, "198.51.100.1");
		FakePeer peer = this.server.lower();

		ConnectionId connection = dialled(peer);

		assertThat(((Presence) this.server.world.sentTo(connection).get(0)).checksum())
			.isEqualTo(this.server.snapshot().checksum());
	}

	@Test
	@DisplayName("9.2: a peer on a list is dialled once, however many name it")
	void oneDialAtATime() {
		PeerFixture joining = PeerFixture.stopped();
		FakePeer host = joining.lower().waits();
		FakePeer far = joining.higher();
		far.live = true;
		far.host = FakePeer.Host.MUTE;
		joining.start(host);
		joining.advance(20_000);

		assertThat(joining.dialsTo(far)).hasSize(1);
	}

	@Test
	@DisplayName("9.8: addresses where nobody can be are not dialled")
	void oddAddressesAreNotDialled() {
		for (String address : List.of("0.0.0.0", "255.255.255.255", "224.0.0.1")) {
			FakePeer odd = this.server.peer(0x300 + address.length(), address);
			odd.dials();
			odd.presence(true);
			odd.loses();
		}
		this.server.advance(60_000);

		assertThat(this.server.peerDials()).isEmpty();
	}

	@Test
	@DisplayName("9.2: this server's own address among the configured ones does no harm")
	void ownAddressIsHarmless() {
		PeerFixture alone = PeerFixture.stopped();
		FakePeer myself = alone.peer(PeerFixture.ID.value(), "192.0.2.2");

		alone.start(myself);
		alone.advance(60_000);

		assertThat(alone.peerDials()).isEmpty();
		assertThat(alone.snapshot().phase()).isEqualTo(ServerPhase.SERVING);
	}

	@Test
	@DisplayName("9.4: who greets under another id than the one that was dialled is another peer")
	void anotherServerAtAKnownAddress() {
		FakePeer former = this.server.lower().joins();
		former.crashes();
		this.server.waitForTakeover();
		FakePeer newer = this.server.peer(0x44444444, "192.0.2.1").waits();

		this.server.advance(60_000);

		assertThat(this.server.status(newer)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.status(former)).isNull();
	}

	@Test
	@DisplayName("9.1: lost borders of messages end the connection, not the peer")
	void lostBordersEndTheConnection() {
		FakePeer peer = this.server.lower().joins();
		ConnectionId connection = peer.open();

		this.server.machine.connectionDropped(connection, "message length 0", this.server.now());

		assertThat(this.server.known(peer).connected()).isFalse();
		assertThat(this.server.status(peer)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(this.server.events(RserpoolEvent.PeerDead.class)).isEmpty();
	}

	@Test
	@DisplayName("May 2002 minutes: ENRP takes SCTP or TCP, nothing is served by UDP")
	@Conformance("SVC-10")
	void nothingIsServedByUdp() {
		FakePeer peer = this.server.lower();

		this.server.machine.multicastReceived(peer.address, new ListRequest(peer.id, ServerId.NONE), this.server.now());
		this.server.machine.multicastReceived(peer.address,
				new Presence(peer.id, ServerId.NONE, true, Checksums.EMPTY, peer.information()), this.server.now());

		assertThat(this.server.world.sent()).isEmpty();
		assertThat(this.server.world.multicasts()).isEmpty();
	}

	@Test
	@DisplayName("5: no more peers than allowed")
	void peersAreBounded() {
		for (int i = 0; i < 300; i++) {
			this.server.peer(0x1000 + i, "192.0." + (i / 250) + "." + (1 + i % 250)).joins();
		}

		assertThat(this.server.snapshot().peers()).hasSize(256);
		assertThat(this.server.events(RserpoolEvent.LimitReached.class)).isNotEmpty();
	}

	@Test
	@DisplayName("9.6: a connection that ends takes its half-sent tables with it")
	void lostConnectionEndsDownloads() {
		for (int id = 1; id <= 300; id++) {
			this.server.registered(id, "198.51." + (1 + id / 200) + "." + (1 + id % 200));
		}
		FakePeer taker = this.server.lower().joins();
		taker.asksForTable(false);
		HandleTableResponse first = taker.last(HandleTableResponse.class);

		taker.loses();
		taker.forget();
		taker.joins();
		taker.asksForTable(false);

		assertThat(taker.last(HandleTableResponse.class)).isEqualTo(first);
	}

}
