package io.rserpool.enrp;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.Presence;

/**
 * Comparing what a peer owns with what is known of it here, by the PE checksum in each
 * presence (RFC 5353 section 3.6). A difference leads to a {@link Resyncs resync}. As the
 * checksum does not cover attributes, one peer after the other is taken anew from time to
 * time, and each after a long separation.
 */
final class Audits {

	/** Rounds without agreement until an operator has to know. */
	private static final int MAX_FAILURES = 3;

	/** Heartbeats between two resyncs that no difference asked for. */
	private static final int HEARTBEATS_PER_DRIFT_CHECK = 20;

	private final EnrpContext context;

	private final Peers peers;

	private final Replicas replicas;

	private final Resyncs resyncs;

	private final TableDigest digest;

	private final long heartbeat;

	private int heartbeats;

	private int turn;

	Audits(EnrpContext context, Peers peers, Replicas replicas, Resyncs resyncs, TableDigest digest) {
		this.context = context;
		this.peers = peers;
		this.replicas = replicas;
		this.resyncs = resyncs;
		this.digest = digest;
		this.heartbeat = context.millis(TimerName.PEER_HEARTBEAT_CYCLE);
	}

	/**
	 * A presence came over the peer's connection.
	 * @param silence how long the peer had not been heard before
	 */
	void compare(Peer peer, Presence presence, long silence, long now) {
		int checksum = presence.checksum();
		if (checksum == Presence.NO_CHECKSUM) {
			return;
		}
		PeerAudit audit = peer.audit;
		boolean separated = audit.comparedAt >= 0 && silence > 2 * this.heartbeat;
		audit.received = checksum;
		audit.comparedAt = now;
		this.context.count(Counter.AUDITS);
		int expected = this.context.handlespace().checksum(peer.id);
		boolean covered = !this.context.peering().strongDigest() || this.digest.agrees(peer.id, presence.digest());
		if (checksum == expected && covered) {
			agreed(peer, checksum, separated, now);
		}
		else {
			differs(peer, expected, checksum, now);
		}
	}

	private void agreed(Peer peer, int checksum, boolean separated, long now) {
		PeerAudit audit = peer.audit;
		audit.passed++;
		audit.failures = 0;
		if (audit.state == AuditState.RESYNCING) {
			return;
		}
		this.resyncs.dequeue(peer);
		if (audit.state != AuditState.AGREED) {
			audit.state = AuditState.AGREED;
			this.context.effects()
				.publish(new RserpoolEvent.AuditPassed(peer.id, checksum,
						this.context.handlespace().elementCount(peer.id)), audit.cause);
			audit.cause = 0;
		}
		if (audit.unverified) {
			audit.unverified = false;
			this.replicas.verifyAllOf(peer.id);
		}
		if (separated) {
			this.resyncs.request(peer, now);
		}
	}

	private void differs(Peer peer, int expected, int received, long now) {
		PeerAudit audit = peer.audit;
		audit.mismatches++;
		this.context.count(Counter.AUDIT_MISMATCHES);
		if (audit.state == AuditState.RESYNCING) {
			return;
		}
		if (audit.repaired) {
			audit.repaired = false;
			audit.failures++;
		}
		if (audit.state != AuditState.MISMATCH && audit.state != AuditState.FAILED) {
			audit.state = AuditState.MISMATCH;
			audit.cause = this.context.effects().publish(new RserpoolEvent.AuditMismatch(peer.id, expected, received));
		}
		if (audit.failures == MAX_FAILURES) {
			audit.state = AuditState.FAILED;
			this.context.effects()
				.publish(new RserpoolEvent.AuditFailed(peer.id, audit.failures, "still different after each repair"),
						audit.cause);
		}
		this.resyncs.request(peer, now);
	}

	/** Compares everything of a peer, whatever its checksum says. */
	boolean now(Peer peer, long now) {
		if (peer.link == null) {
			return false;
		}
		this.resyncs.request(peer, now);
		return true;
	}

	/** A heartbeat has passed: attributes may have drifted. */
	void heartbeat(long now) {
		this.heartbeats++;
		if (this.heartbeats < HEARTBEATS_PER_DRIFT_CHECK || this.peers.size() == 0) {
			return;
		}
		this.heartbeats = 0;
		this.turn++;
		Peer next = this.peers.all().get(this.turn % this.peers.size());
		if (next.status == PeerStatus.ACTIVE && next.audit.state == AuditState.AGREED) {
			now(next, now);
		}
	}

}
