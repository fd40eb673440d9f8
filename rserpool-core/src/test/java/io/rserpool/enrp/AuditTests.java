package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Copies are compared with their owners' own view (RFC 5353 section 3.6.1).
 */
class AuditTests {

	/** RESYNC-MIN-GAP. */
	private static final long GAP = 2_000;

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer peer = this.server.lower();

	@BeforeEach
	void join() {
		this.peer.joins();
		this.peer.adds(Registrar.listening(1, "198.51.100.1"));
		this.peer.presence(false);
		this.peer.forget();
	}

	private int requests() {
		return this.peer.heard(HandleTableRequest.class).size();
	}

	@Test
	@DisplayName("RFC 5353 3.6.1: there is a checksum for each peer and one for the server itself")
	@Conformance({ "ENRP-104", "ENRP-110", "ENRP-112", "ENRP-113" })
	void oneChecksumForEachOwner() {
		FakePeer second = this.server.higher().joins();
		second.adds(Registrar.listening(2, "198.51.100.2"));
		second.adds(PoolHandle.of("other"), Registrar.listening(0x89abcdef, "198.51.100.3"));
		this.server.registered(4, "198.51.100.4");

		assertThat(this.server.expected(this.peer)).isEqualTo(this.peer.checksum());
		assertThat(this.server.expected(second)).isEqualTo(second.checksum());
		assertThat(this.server.snapshot().checksum()).isNotIn(Checksums.EMPTY, this.peer.checksum());
	}

	@Test
	@DisplayName("RFC 5353 3.6.1: when both checksums are equal nothing happens")
	@Conformance({ "ENRP-106", "ENRP-107" })
	void equalChecksumsNeedNothing() {
		for (int i = 0; i < 10; i++) {
			this.server.advance(20_000);
			this.peer.forget();
			this.peer.presence(false);
			assertThat(this.peer.heard()).isEmpty();
		}

		assertThat(this.server.known(this.peer).audit().state()).isEqualTo(AuditState.AGREED);
		assertThat(this.server.known(this.peer).audit().passed()).isGreaterThanOrEqualTo(10);
		assertThat(this.server.known(this.peer).audit().mismatches()).isZero();
		assertThat(this.server.events(RserpoolEvent.AuditPassed.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5353 3.6.1: when they differ the peer's own table is asked for at once")
	@Conformance({ "ENRP-106", "ENRP-108", "ENRP-109", "ENRP-116" })
	void differenceIsFollowedByARequest() {
		this.peer.owns(Registrar.listening(2, "198.51.100.2"));

		this.peer.presence(false);

		assertThat(this.peer.heard()).isEqualTo(List.of(new HandleTableRequest(PeerFixture.ID, this.peer.id, true)));
		assertThat(this.server.events(RserpoolEvent.AuditMismatch.class)).hasSize(1);
		assertThat(this.server.known(this.peer).audit().state()).isEqualTo(AuditState.RESYNCING);
		assertThat(this.server.known(this.peer).audit().received()).isEqualTo(this.peer.checksum());
	}

	@Test
	@DisplayName("RFC 5353 3.6: a copy that differs is repaired within a heartbeat")
	@Conformance({ "ENRP-103", "ENRP-114" })
	void differenceIsRepairedWithinAHeartbeat() {
		this.peer.waits();
		this.peer.owns(Registrar.listening(2, "198.51.100.2"));
		this.peer.disowns(1);

		this.server.advance(this.server.heartbeat() + 100);

		assertThat(this.server.has(1)).isFalse();
		assertThat(this.server.has(2)).isTrue();
		assertThat(this.server.expected(this.peer)).isEqualTo(this.peer.checksum());
		assertThat(this.server.events(RserpoolEvent.AuditRepaired.class)).hasSize(1)
			.allMatch((repaired) -> repaired.added() == 1 && repaired.removed() == 1);
		assertThat(this.server.known(this.peer).audit().repairs()).isEqualTo(1);
	}

	@Test
	@DisplayName("8.2: while a comparison runs another difference changes nothing")
	void oneComparisonAtATime() {
		this.peer.owns(Registrar.listening(2, "198.51.100.2"));

		this.peer.presence(false);
		this.peer.presence(false);
		this.peer.presence(true);

		assertThat(requests()).isEqualTo(1);
	}

	@Test
	@DisplayName("8.2: only one peer is compared at a time")
	void onePeerAtATime() {
		FakePeer second = this.server.higher().joins();
		this.peer.owns(Registrar.listening(2, "198.51.100.2"));
		second.owns(Registrar.listening(3, "198.51.100.3"));

		this.peer.presence(false);
		second.presence(false);
		assertThat(second.heard(HandleTableRequest.class)).isEmpty();
		this.peer.givesOwnTable();
		this.server.advance(GAP + 1);

		assertThat(second.heard(HandleTableRequest.class)).hasSize(1);
	}

	@Test
	@DisplayName("8.2: a peer is compared at most once in two seconds, and asked again after them")
	@Conformance("ENRP-109")
	void comparisonsAreDamped() {
		this.peer.owns(Registrar.listening(2, "198.51.100.2"));
		this.peer.presence(false);
		this.peer.givesOwnTable();
		this.peer.forget();
		this.peer.owns(Registrar.listening(3, "198.51.100.3"));

		this.peer.presence(false);
		this.server.advance(GAP - 1);
		assertThat(requests()).isZero();
		this.server.advance(1_000);
		if (requests() == 0) {
			assertThat(this.peer.probes()).isNotEmpty();
			this.peer.presence(false);
		}

		assertThat(requests()).isEqualTo(1);
	}

	@Test
	@DisplayName("N-2: without a checksum there is nothing to compare")
	void noChecksumNoComparison() {
		this.peer.owns(Registrar.listening(2, "198.51.100.2"));

		this.peer.says(new Presence(this.peer.id, ServerId.NONE, false, Presence.NO_CHECKSUM, null));

		assertThat(requests()).isZero();
	}

	@Test
	@DisplayName("9.11: a presence by multicast is never compared, and no sign of life")
	void multicastIsNotCompared() {
		PeerFixture listening = PeerFixture.serving((peering) -> peering.withMulticastPresence(true));
		FakePeer known = listening.lower().joins();
		listening.advance(20_000);
		known.forget();

		listening.machine.multicastReceived(Registrar.endpoint("192.0.2.1", 9901),
				new Presence(known.id, ServerId.NONE, false, 0x1234, known.information()), listening.now());

		assertThat(known.heard(HandleTableRequest.class)).isEmpty();
		assertThat(listening.known(known).heardMillisAgo()).isEqualTo(20_000);
	}

	@Test
	@DisplayName("N-15: an element that does not fit its pool counts in the checksum all the same")
	void unfitElementsCount() {
		this.peer.adds(Registrar.withPolicy(Registrar.listening(2, "198.51.100.2"), MemberSelectionPolicy.RANDOM));

		this.peer.presence(false);

		assertThat(requests()).isZero();
		assertThat(this.server.known(this.peer).audit().state()).isEqualTo(AuditState.AGREED);
	}

	@Test
	@DisplayName("8.4: what the checksum cannot see is compared every twenty heartbeats")
	void attributesAreComparedNowAndThen() {
		this.peer.waits();
		this.peer.owns(Registrar.withLife(Registrar.listening(1, "198.51.100.1"), 9_000));

		this.server.advance(22 * this.server.heartbeat());

		assertThat(requests()).isBetween(1, 2);
		assertThat(this.server.the(1).lifeSeconds()).isEqualTo(9_000);
	}

	@Test
	@DisplayName("8.4: a peer that was not heard for more than two heartbeats is compared, too")
	void comparedAfterALongLoss() {
		this.peer.waits();
		this.peer.owns(Registrar.withLife(Registrar.listening(1, "198.51.100.1"), 9_000));

		this.peer.freezes();
		this.server.advance(2 * this.server.heartbeat() + 1);
		this.peer.host = FakePeer.Host.LISTENING;
		this.peer.waits();
		this.peer.presence(false);
		this.server.advance(3_000);

		assertThat(this.server.the(1).lifeSeconds()).isEqualTo(9_000);
	}

	@Test
	@DisplayName("8.3: three comparisons in a row that do not help are told")
	void differenceThatStaysIsTold() {
		for (int i = 0; i < 3; i++) {
			this.peer.presence(false, 0x1234);
			assertThat(requests()).isEqualTo(1);
			this.peer.givesOwnTable();
			this.peer.forget();
			this.server.advance(20_000);
			this.peer.forget();
		}
		this.peer.presence(false, 0x1234);

		assertThat(this.server.events(RserpoolEvent.AuditFailed.class)).isNotEmpty();
		assertThat(this.server.known(this.peer).audit().state()).isIn(AuditState.FAILED, AuditState.RESYNCING);
	}

	@Test
	@DisplayName("8.1: an operator may have a peer compared at once")
	void operatorAsks() {
		assertThat(this.server.machine.auditNow(this.peer.id, this.server.now())).isTrue();
		this.server.pump();

		assertThat(requests() + this.peer.probes().size()).isPositive();
		assertThat(this.server.machine.auditNow(ServerId.of(99), this.server.now())).isFalse();
	}

}
