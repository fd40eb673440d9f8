package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;

/**
 * Taking anew what one peer owns (RFC 5353 section 3.6.3): its table is asked for, what
 * it lists is installed, and what it does not list and was not changed meanwhile is
 * removed, silently. Nothing that the peer does not own is touched. One resync at a time,
 * with pauses, so that a server that sees many others heal goes through them one by one.
 */
final class Resyncs {

	/**
	 * Least time between two resyncs with one peer, and longest pause between two others.
	 */
	private static final long MIN_GAP_MILLIS = 2000;

	private final EnrpContext context;

	private final Peers peers;

	private final Presences presences;

	private final Replicas replicas;

	private final Claims claims;

	private final Conflicts conflicts;

	private final Reclaims reclaims;

	private final long timeout;

	private final long gap;

	private final Set<Peer> waiting = new LinkedHashSet<>();

	private @Nullable Resync running;

	private long earliest;

	Resyncs(EnrpContext context, Peers peers, Presences presences, Replicas replicas, Claims claims,
			Conflicts conflicts, Reclaims reclaims) {
		this.context = context;
		this.peers = peers;
		this.presences = presences;
		this.replicas = replicas;
		this.claims = claims;
		this.conflicts = conflicts;
		this.reclaims = reclaims;
		this.timeout = context.millis(TimerName.MAX_TIME_NO_RESPONSE);
		this.gap = Math.min(MIN_GAP_MILLIS, context.millis(TimerName.PEER_HEARTBEAT_CYCLE));
	}

	/** Takes a peer's elements anew, at once or when its turn comes. */
	void request(Peer peer, long now) {
		if (this.running == null || this.running.peer != peer) {
			this.waiting.add(peer);
			next(now);
		}
	}

	/** A waiting peer agrees by itself. */
	void dequeue(Peer peer) {
		this.waiting.remove(peer);
	}

	private void next(long now) {
		if (this.running != null || this.waiting.isEmpty()) {
			return;
		}
		long wait = Math.max(0, this.earliest - now);
		Peer ready = null;
		for (Peer peer : this.waiting) {
			long left = Math.max(wait, peer.audit.endedAt + this.gap - now);
			if (left <= 0) {
				ready = peer;
				break;
			}
		}
		if (ready != null) {
			this.waiting.remove(ready);
			begin(ready, now);
			return;
		}
		long least = this.gap;
		for (Peer peer : this.waiting) {
			least = Math.min(least, Math.max(wait, peer.audit.endedAt + this.gap - now));
		}
		this.context.effects().setTimer(EnrpTimer.RESYNC, Math.max(1, least));
	}

	private void begin(Peer peer, long now) {
		if (peer.link == null) {
			next(now);
			return;
		}
		this.context.count(Counter.RESYNCS);
		this.running = new Resync(peer, this.context.handlespace().changes(), now);
		peer.audit.state = AuditState.RESYNCING;
		ask(peer);
	}

	private void ask(Peer peer) {
		this.context.effects().setTimer(EnrpTimer.RESYNC, this.timeout);
		this.peers.send(peer, new HandleTableRequest(this.context.id(), peer.id, true));
	}

	void timerExpired(long now) {
		Resync resync = this.running;
		if (resync != null) {
			fail(resync, "no answer", now);
		}
		else {
			next(now);
		}
	}

	/** A part of the table, or a refusal, from the peer of the running resync. */
	void received(Peer from, HandleTableResponse response, long now) {
		Resync resync = this.running;
		if (resync == null || resync.peer != from) {
			this.context.count(Counter.UNEXPECTED);
			return;
		}
		if (response.rejected()) {
			fail(resync, "refused", now);
			return;
		}
		for (PoolEntry pool : response.entries()) {
			for (PoolElementParameter element : pool.elements()) {
				if (element.home().equals(from.id)) {
					install(resync, pool.handle(), element, now);
				}
				else {
					this.context.count(Counter.PEER_IGNORED);
				}
			}
		}
		if (response.more()) {
			ask(from);
		}
		else {
			finish(resync, now);
		}
	}

	private void install(Resync resync, PoolHandle handle, PoolElementParameter element, long now) {
		Peer from = resync.peer;
		PoolElementEntry entry = this.context.handlespace().find(handle, element.id());
		if (entry == null) {
			resync.added++;
			this.replicas.put(handle, element, false, now);
		}
		else if (entry.home().equals(from.id)) {
			resync.changed += entry.parameter().equals(element) ? 0 : 1;
			this.replicas.put(handle, element, false, now);
		}
		else if (this.context.owns(entry)) {
			conflict(resync, entry, element, now);
		}
		else if (isLive(entry)) {
			// Two others call it theirs. Who announced it meanwhile is right.
			if (!entry.isChangedSince(resync.since)) {
				this.claims.add(entry, element, false);
			}
		}
		else {
			resync.added++;
			this.claims.drop(entry, from.id);
			this.replicas.put(handle, element, false, now);
		}
	}

	private boolean isLive(PoolElementEntry entry) {
		Peer home = this.peers.find(entry.home());
		return home != null && home.isLive();
	}

	private void conflict(Resync resync, PoolElementEntry own, PoolElementParameter element, long now) {
		if (resync.splitCause == 0) {
			resync.splitCause = this.context.effects()
				.publish(new RserpoolEvent.SplitFound(resync.peer.id,
						this.context.handlespace().elementCount(resync.peer.id)), resync.peer.audit.cause);
		}
		if (this.conflicts.listed(own, resync.peer, element, now)) {
			resync.kept++;
		}
		else {
			resync.given++;
		}
	}

	private void finish(Resync resync, long now) {
		Peer peer = resync.peer;
		Handlespace handlespace = this.context.handlespace();
		List<PoolElementEntry> stale = new ArrayList<>();
		handlespace.forEachOf(peer.id, (entry) -> {
			if (!entry.isChangedSince(resync.since)) {
				stale.add(entry);
			}
		});
		int dropped = this.claims.dropOlder(peer.id, resync.since);
		stale.forEach((entry) -> {
			this.replicas.remove(entry, false, now);
			this.reclaims.disclaimed(entry.pool().handle(), entry.id(), peer.id, now);
		});
		PeerAudit audit = peer.audit;
		audit.added = resync.added;
		audit.removed = stale.size() + dropped;
		audit.repairMillis = now - resync.begunAt;
		audit.repairedAt = now;
		audit.repairs++;
		audit.repaired = true;
		audit.unverified = false;
		boolean quiet = audit.cause == 0 && audit.added + audit.removed + resync.changed == 0;
		if (!quiet) {
			audit.cause = this.context.effects()
				.publish(new RserpoolEvent.AuditRepaired(peer.id, audit.added, resync.changed, audit.removed,
						audit.repairMillis), audit.cause);
		}
		if (resync.splitCause != 0) {
			this.context.effects()
				.publish(new RserpoolEvent.SplitMerged(peer.id, resync.kept, resync.given, audit.repairMillis),
						resync.splitCause);
		}
		end(resync, now);
		audit.state = quiet ? AuditState.AGREED : AuditState.UNKNOWN;
		// The verdict is the next comparison's; it need not wait for a heartbeat.
		this.presences.send(peer, true);
	}

	/** Nothing is removed: the next presence tries again. */
	private void fail(Resync resync, String why, long now) {
		this.context.effects()
			.publish(new RserpoolEvent.AuditFailed(resync.peer.id, resync.peer.audit.failures, why),
					resync.peer.audit.cause);
		end(resync, now);
	}

	private void end(Resync resync, long now) {
		this.running = null;
		resync.peer.audit.state = AuditState.UNKNOWN;
		resync.peer.audit.endedAt = now;
		this.context.effects().cancelTimer(EnrpTimer.RESYNC);
		this.earliest = this.waiting.isEmpty() ? now : now + this.context.random().nextLong(this.gap + 1);
		next(now);
	}

	/** The peer's connection is gone, or what it sent is not to be understood. */
	void abort(Peer peer, String why, long now) {
		this.waiting.remove(peer);
		Resync resync = this.running;
		if (resync != null && resync.peer == peer) {
			fail(resync, why, now);
		}
	}

}
