package io.rserpool.enrp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TakeoverServer;

/**
 * Taking over the elements of a dead peer (RFC 5353 section 3.5): ask all others, wait
 * for their acknowledgements, say that it is done, then ask the elements to take this
 * server as their home. Two servers that try it at the same time are told apart by their
 * ids.
 */
final class Takeovers {

	/** Rounds of asking again until a silent peer is not waited for any more (N-18). */
	private static final int MAX_ROUNDS = 2;

	private static final long LEAST_PACE_PER_SECOND = 50;

	/** Elements inherited in one go: users are answered in between. */
	private static final int MOST_AT_ONCE = 2048;

	private final EnrpContext context;

	private final Peers peers;

	private final Presences presences;

	private final Liveness liveness;

	private final PeerRemovals removals;

	private final Ownership ownership;

	private final Replicas replicas;

	private final Claims claims;

	private final Reclaims reclaims;

	private final Map<ServerId, Takeover> running = new TreeMap<>();

	/** Those that are won, but not all elements are inherited. */
	private final Map<ServerId, Takeover> inheriting = new TreeMap<>();

	Takeovers(EnrpContext context, Peers peers, Presences presences, Liveness liveness, PeerRemovals removals,
			Ownership ownership, Replicas replicas, Claims claims, Reclaims reclaims) {
		this.context = context;
		this.peers = peers;
		this.presences = presences;
		this.liveness = liveness;
		this.removals = removals;
		this.ownership = ownership;
		this.replicas = replicas;
		this.claims = claims;
		this.reclaims = reclaims;
	}

	boolean isRunning(ServerId target) {
		return this.running.containsKey(target) || this.inheriting.containsKey(target);
	}

	/** A peer is dead. One that owns nothing is only forgotten. */
	void died(Peer target, long now) {
		Handlespace handlespace = this.context.handlespace();
		if (this.claims.size() > 0) {
			// What another server claims as well needs no other home.
			handlespace.forEachOf(target.id, (entry) -> {
				if (this.claims.has(entry)) {
					this.replicas.remove(entry, false, now);
				}
			});
		}
		if (handlespace.elementCount(target.id) == 0) {
			this.removals.remove(target, now);
			return;
		}
		if (this.context.peering().takeoverQuorum() && !isMajority()) {
			return;
		}
		Takeover takeover = new Takeover(target, target.cause, now);
		this.running.put(target.id, takeover);
		long longest = this.context.millis(TimerName.TAKEOVER_DELAY);
		boolean alone = this.peers.all((peer) -> peer != target && peer.isLive()).isEmpty();
		if (alone) {
			ask(takeover, now);
		}
		else {
			this.context.effects()
				.setTimer(new EnrpTimer.TakeoverStep(target.id), this.context.random().nextLong(longest + 1));
		}
	}

	/** Whether this server and its live peers are at least half of all (W5). */
	private boolean isMajority() {
		int live = 1 + this.peers.all((peer) -> peer.status == PeerStatus.ACTIVE).size();
		return 2 * live >= 1 + this.peers.size();
	}

	void timerExpired(EnrpTimer.TakeoverStep key, long now) {
		Takeover won = this.inheriting.get(key.target());
		if (won != null) {
			inherit(won, MOST_AT_ONCE, now);
			return;
		}
		Takeover takeover = this.running.get(key.target());
		if (takeover == null) {
			return;
		}
		if (!takeover.asked) {
			ask(takeover, now);
		}
		else if (takeover.rounds < MAX_ROUNDS) {
			takeover.rounds++;
			askAgain(takeover);
		}
		else {
			// Who lives and does not answer would else leave the elements without a home.
			win(takeover, now);
		}
	}

	private void ask(Takeover takeover, long now) {
		Peer target = takeover.target;
		takeover.asked = true;
		target.status = PeerStatus.TAKEOVER_BY_ME;
		for (Peer peer : this.peers.all((each) -> each != target && each.isLive())) {
			takeover.waiting.add(peer.id);
		}
		this.context.count(Counter.TAKEOVERS);
		takeover.cause = this.context.effects()
			.publish(new RserpoolEvent.TakeoverStarted(target.id, List.copyOf(takeover.waiting)), takeover.cause);
		this.peers.sendToAll(new InitTakeover(this.context.id(), ServerId.NONE, target.id));
		if (takeover.waiting.isEmpty()) {
			win(takeover, now);
		}
		else {
			waitForAnswers(target);
		}
	}

	private void askAgain(Takeover takeover) {
		for (ServerId id : takeover.waiting) {
			Peer peer = this.peers.find(id);
			if (peer != null) {
				this.presences.send(peer, true);
				this.peers.send(peer, new InitTakeover(this.context.id(), id, takeover.target.id));
			}
		}
		waitForAnswers(takeover.target);
	}

	private void waitForAnswers(Peer target) {
		this.context.effects()
			.setTimer(new EnrpTimer.TakeoverStep(target.id), this.context.millis(TimerName.TAKEOVER_EXPIRY));
	}

	void acknowledged(Peer by, InitTakeoverAck ack, long now) {
		Takeover takeover = this.running.get(ack.target());
		if (takeover != null && takeover.asked && takeover.waiting.remove(by.id) && takeover.waiting.isEmpty()) {
			win(takeover, now);
		}
	}

	/** A peer is gone or dead: it is not waited for. */
	void withdraw(ServerId peer, long now) {
		for (Takeover takeover : List.copyOf(this.running.values())) {
			if (takeover.waiting.remove(peer) && takeover.asked && takeover.waiting.isEmpty()) {
				win(takeover, now);
			}
		}
	}

	private void win(Takeover takeover, long now) {
		end(takeover);
		Handlespace handlespace = this.context.handlespace();
		ServerId target = takeover.target.id;
		this.claims.dropAllOf(target);
		takeover.elements = handlespace.elementCount(target);
		takeover.window = Math.min(this.context.millis(TimerName.KEEP_ALIVE_INTERVAL),
				takeover.elements * 1000L / LEAST_PACE_PER_SECOND);
		this.inheriting.put(target, takeover);
		inherit(takeover, MOST_AT_ONCE, now);
	}

	/**
	 * Makes the target's elements own ones, a part of them if there are many; all others
	 * are told when that is done. To tell the elements is spread over a keep-alive
	 * interval (W10).
	 */
	private void inherit(Takeover takeover, int most, long now) {
		Handlespace handlespace = this.context.handlespace();
		ServerId target = takeover.target.id;
		PoolElementEntry entry = handlespace.anyOf(target);
		for (int i = 0; i < most && entry != null; i++) {
			this.ownership.inherit(entry, takeover.window * takeover.inherited / takeover.elements, now);
			takeover.inherited++;
			entry = handlespace.anyOf(target);
		}
		if (entry != null) {
			this.context.effects().setTimer(new EnrpTimer.TakeoverStep(target), 1);
		}
		else {
			complete(takeover, now);
		}
	}

	private void complete(Takeover takeover, long now) {
		Peer target = takeover.target;
		this.inheriting.remove(target.id);
		this.context.effects().cancelTimer(new EnrpTimer.TakeoverStep(target.id));
		this.peers.sendToAll(new TakeoverServer(this.context.id(), ServerId.NONE, target.id));
		this.removals.remove(target, now);
		this.context.effects()
			.publish(new RserpoolEvent.TakeoverWon(target.id, takeover.inherited, now - takeover.begunAt),
					takeover.cause);
		this.presences.sendToAll();
	}

	/**
	 * To be called before any message is heeded: one that a half inherited handlespace
	 * would answer wrongly, or that the target itself sent, finds the rest inherited.
	 */
	void before(EnrpMessage message, long now) {
		if (this.inheriting.isEmpty()) {
			return;
		}
		boolean matters = switch (message.type()) {
			case HANDLE_TABLE_REQUEST, INIT_TAKEOVER, TAKEOVER_SERVER -> true;
			case PRESENCE, HANDLE_TABLE_RESPONSE, HANDLE_UPDATE, LIST_REQUEST, LIST_RESPONSE, INIT_TAKEOVER_ACK,
					ERROR ->
				this.inheriting.containsKey(message.sender());
		};
		if (matters) {
			List.copyOf(this.inheriting.values()).forEach((takeover) -> inherit(takeover, Integer.MAX_VALUE, now));
		}
	}

	private void end(Takeover takeover) {
		this.running.remove(takeover.target.id);
		this.context.effects().cancelTimer(new EnrpTimer.TakeoverStep(takeover.target.id));
	}

	/** The target was heard: whatever is done to take it over ends (rule 1). */
	void heard(Peer target) {
		Takeover takeover = this.running.get(target.id);
		if (takeover != null) {
			end(takeover);
			this.context.effects()
				.publish(new RserpoolEvent.TakeoverStopped(target.id, "the target lives"), takeover.cause);
		}
		this.context.effects().cancelTimer(new EnrpTimer.TakeoverWatch(target.id));
	}

	/** A peer wants to take over another one (RFC 5353 section 3.5.1, rules 1 to 3). */
	void asked(Peer by, InitTakeover request, long now) {
		ServerId target = request.target();
		if (target.equals(by.id) || target.isNone()) {
			misbehaved(by, "wants to take over " + target);
			return;
		}
		if (this.context.isMe(target)) {
			this.presences.sendToAll();
			return;
		}
		Takeover mine = this.running.get(target);
		if (mine != null && mine.asked && prevailsOver(by)) {
			return;
		}
		if (mine != null) {
			end(mine);
			this.context.effects().publish(new RserpoolEvent.TakeoverYielded(target, by.id), mine.cause);
		}
		Peer known = this.peers.find(target);
		if (known != null && this.liveness.isHeardLately(known, now)) {
			// The RFC demands the acknowledgement; the target can still speak for itself.
			this.presences.send(known, true);
		}
		else if (known != null) {
			this.liveness.unwatch(known);
			known.status = PeerStatus.NOT_ACTIVE;
			this.context.effects()
				.setTimer(new EnrpTimer.TakeoverWatch(target), this.context.millis(TimerName.TAKEOVER_WATCH));
		}
		this.peers.send(by, new InitTakeoverAck(this.context.id(), by.id, target));
	}

	private boolean prevailsOver(Peer other) {
		int order = this.context.id().compareTo(other.id);
		return (this.context.peering().arbitration() == TakeoverArbitration.HIGHEST) ? order > 0 : order < 0;
	}

	/** The server that wanted to take it over did not say that it has (W9). */
	void timerExpired(EnrpTimer.TakeoverWatch key, long now) {
		Peer target = this.peers.find(key.target());
		if (target != null && target.status == PeerStatus.NOT_ACTIVE) {
			this.liveness.probe(target, "its takeover did not end", now);
		}
	}

	/** A peer has taken over another one (RFC 5353 section 3.5.2). */
	void done(Peer by, TakeoverServer message, long now) {
		ServerId target = message.target();
		if (target.equals(by.id) || target.isNone()) {
			misbehaved(by, "took over " + target);
			return;
		}
		if (this.context.isMe(target)) {
			loseAll(by, now);
			return;
		}
		Takeover mine = this.running.get(target);
		long cause = 0;
		if (mine != null) {
			end(mine);
			cause = this.context.effects().publish(new RserpoolEvent.TakeoverYielded(target, by.id), mine.cause);
		}
		Peer known = this.peers.find(target);
		int count = this.context.handlespace().elementCount(target);
		if (known != null && this.liveness.isHeardLately(known, now)) {
			// Only the link between those two is cut: both claims stand until it shows.
			this.context.handlespace()
				.forEachOf(target, (entry) -> this.claims.add(entry, entry.parameter().withHome(by.id), true));
			this.liveness.probe(known, "taken over by " + by.id, now);
		}
		else {
			if (known != null) {
				this.removals.remove(known, now);
			}
			this.claims.dropAllOf(target);
			move(target, by.id);
			// What only a mentor told of is confirmed by the next audit of its new home.
			by.audit.unverified = true;
		}
		this.context.effects().publish(new RserpoolEvent.TakenOver(target, by.id, count), cause);
	}

	private void move(ServerId from, ServerId to) {
		Handlespace handlespace = this.context.handlespace();
		PoolElementEntry entry = handlespace.anyOf(from);
		while (entry != null) {
			this.replicas.move(entry, to);
			entry = handlespace.anyOf(from);
		}
	}

	/**
	 * Another server believed that this one is dead, and owns first now (enrp.md 10.1).
	 * But elements that only this one can reach stay.
	 */
	private void loseAll(Peer by, long now) {
		int before = this.context.handlespace().elementCount(this.context.id());
		this.context.handlespace().forEachOf(this.context.id(), (entry) -> {
			if (this.ownership.isReachedOnlyHere(entry)) {
				this.reclaims.keep(entry, by.id, now);
			}
			else {
				this.ownership.give(entry, entry.parameter().withHome(by.id), true, "this server was taken over", now);
			}
		});
		int lost = before - this.context.handlespace().elementCount(this.context.id());
		this.context.effects().publish(new RserpoolEvent.SelfTakenOver(by.id, lost));
		this.presences.sendToAll();
	}

	private void misbehaved(Peer peer, String what) {
		this.context.count(Counter.PEER_IGNORED);
		this.context.effects().publish(new RserpoolEvent.PeerMisbehaved(peer.id, what));
	}

}
