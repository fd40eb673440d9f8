package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Joining the other servers (RFC 5353 section 3.2): find a mentor, take its list of
 * servers and its handle table, then serve. Mentors are tried one after the other, round
 * by round; servers that start together and reject each other are told apart by their ids
 * (enrp.md 4.4).
 */
final class Bootstrap {

	private static final int RETRY_PERCENT = 50;

	private final EnrpContext context;

	private final Peers peers;

	private final PeerDials dials;

	private final Replicas replicas;

	private final Newcomers newcomers;

	private final Listener listener;

	private State state = State.IDLE;

	private List<Endpoint> mentors = List.of();

	private int next;

	private int rounds;

	/** Where the mentor of now is, or null. */
	private @Nullable Endpoint address;

	private @Nullable Peer mentor;

	/** Those that rejected in this round. */
	private final Set<ServerId> rejecting = new TreeSet<>();

	private int since;

	private long begunAt;

	private int elements;

	private final Set<PoolHandle> pools = new HashSet<>();

	Bootstrap(EnrpContext context, Peers peers, PeerDials dials, Replicas replicas, Newcomers newcomers,
			Listener listener) {
		this.context = context;
		this.peers = peers;
		this.dials = dials;
		this.replicas = replicas;
		this.newcomers = newcomers;
		this.listener = listener;
	}

	boolean isOver() {
		return this.state == State.OVER;
	}

	/** Begins; may be over at once. */
	void start(long now) {
		this.begunAt = now;
		this.mentors = order(this.dials.mentors());
		if (!this.mentors.isEmpty()) {
			this.context.effects()
				.publish(new RserpoolEvent.ServerJoining(this.context.id(),
						this.mentors.stream().map(Endpoint::toString).toList()));
			nextMentor(now);
		}
		else if (this.context.peering().multicastPresence()) {
			this.context.effects().publish(new RserpoolEvent.ServerJoining(this.context.id(), List.of()));
			this.state = State.DISCOVER;
			await(this.context.millis(TimerName.MENTOR_DISCOVERY));
		}
		else {
			over(now);
		}
	}

	/** A random one first, so that not all servers ask the same. */
	private List<Endpoint> order(List<Endpoint> addresses) {
		List<Endpoint> rotated = new ArrayList<>();
		int first = addresses.isEmpty() ? 0 : this.context.random().nextInt(addresses.size());
		for (int i = 0; i < addresses.size(); i++) {
			rotated.add(addresses.get((first + i) % addresses.size()));
		}
		return rotated;
	}

	/** Somebody announced itself while nobody is configured. */
	void found(Endpoint found, long now) {
		if (this.state == State.DISCOVER) {
			this.mentors = List.of(found);
			nextMentor(now);
		}
	}

	private void nextMentor(long now) {
		this.mentor = null;
		if (this.next >= this.mentors.size()) {
			endRound(now);
			return;
		}
		Endpoint candidate = this.mentors.get(this.next);
		this.next++;
		this.address = candidate;
		this.state = State.CONNECT;
		Peer known = this.peers.at(candidate);
		if (known != null && known.link != null) {
			bound(known, now);
			return;
		}
		await(2 * this.context.millis(TimerName.MAX_TIME_NO_RESPONSE));
		this.dials.dialMentor(candidate, now);
	}

	private void endRound(long now) {
		this.rounds++;
		this.next = 0;
		boolean enough = this.rounds >= this.context.peering().mentorRounds();
		boolean nobody = this.rejecting.isEmpty();
		boolean highest = this.rejecting.stream().allMatch((other) -> this.context.id().compareTo(other) > 0);
		if (enough && (nobody ? this.context.peering().standaloneAllowed() : highest)) {
			this.context.effects()
				.publish(new RserpoolEvent.JoinedAlone(this.context.id(),
						nobody ? "no mentor can be reached" : "all others are starting as well"));
			over(now);
			return;
		}
		this.rejecting.clear();
		this.mentors = order(this.dials.mentors());
		this.state = State.RETRY;
		await(this.context.around(this.context.millis(TimerName.MENTOR_RETRY), RETRY_PERCENT));
	}

	/** A dial to the mentor of now has failed. */
	void dialFailed(Endpoint failed, long now) {
		if (this.state == State.CONNECT && failed.equals(this.address)) {
			nextMentor(now);
		}
	}

	/** Somebody was heard; it may be the mentor that is waited for. */
	void bound(Peer peer, long now) {
		if (this.state != State.CONNECT || this.address == null || !peer.isAt(this.address)) {
			return;
		}
		this.mentor = peer;
		this.state = State.LIST;
		await(this.context.millis(TimerName.MAX_TIME_NO_RESPONSE));
		this.peers.send(peer, new ListRequest(this.context.id(), peer.id));
	}

	/** The mentor's messages take another connection: what was asked may be lost. */
	void relinked(Peer peer) {
		if (this.state == State.LIST && peer == this.mentor) {
			this.peers.send(peer, new ListRequest(this.context.id(), peer.id));
		}
	}

	/** The mentor's list (RFC 5353 section 3.2.2.2). */
	void received(Peer from, ListResponse response, long now) {
		if (this.state != State.LIST || from != this.mentor) {
			this.context.count(Counter.UNEXPECTED);
			return;
		}
		if (response.rejected()) {
			this.rejecting.add(from.id);
			nextMentor(now);
			return;
		}
		if (!this.newcomers.install(response.servers(), from, now)) {
			return;
		}
		this.state = State.TABLE;
		this.since = this.context.handlespace().changes();
		this.elements = 0;
		this.pools.clear();
		askForTable(from);
	}

	private void askForTable(Peer from) {
		await(this.context.millis(TimerName.MAX_TIME_NO_RESPONSE));
		this.peers.send(from, new HandleTableRequest(this.context.id(), from.id, false));
	}

	/** Whether a part of a table is meant for this and not for an audit. */
	boolean expectsTableOf(Peer from) {
		return this.state == State.TABLE && from == this.mentor;
	}

	/** A part of the mentor's handle table (RFC 5353 section 3.2.3). */
	void received(Peer from, HandleTableResponse response, long now) {
		if (response.rejected()) {
			this.rejecting.add(from.id);
			nextMentor(now);
			return;
		}
		for (PoolEntry pool : response.entries()) {
			this.pools.add(pool.handle());
			for (PoolElementParameter element : pool.elements()) {
				install(from, pool.handle(), element, now);
			}
		}
		if (response.more()) {
			askForTable(from);
			return;
		}
		this.context.effects()
			.publish(new RserpoolEvent.HandlespaceDownloaded(from.id, this.pools.size(), this.elements,
					now - this.begunAt));
		over(now);
	}

	private void install(Peer from, PoolHandle handle, PoolElementParameter element, long now) {
		ServerId home = element.home();
		if (this.context.isMe(home) || home.isNone()) {
			// Left over from a former life, or an attack.
			this.context.count(Counter.PEER_IGNORED);
			return;
		}
		this.elements++;
		PoolElementEntry known = this.context.handlespace().find(handle, element.id());
		if (known != null && known.isChangedSince(this.since) && !known.has(ElementFlag.UNVERIFIED)) {
			// Announced by its home after the mentor had sent its list.
			return;
		}
		PoolElementEntry entry = this.replicas.put(handle, element, false, now);
		if (!home.equals(from.id)) {
			this.replicas.suspect(entry);
			this.newcomers.named(home, now).audit.unverified = true;
		}
	}

	/** The mentor's connection is gone, or what it sent is not to be understood. */
	void abort(Peer peer, long now) {
		if (peer == this.mentor && (this.state == State.LIST || this.state == State.TABLE)) {
			nextMentor(now);
		}
	}

	void timerExpired(long now) {
		switch (this.state) {
			case DISCOVER -> over(now);
			case CONNECT, LIST, TABLE, RETRY -> nextMentor(now);
			case IDLE, OVER -> this.context.count(Counter.UNEXPECTED);
		}
	}

	/** This server has another id now: it begins anew. */
	void restart(long now) {
		this.next = 0;
		this.rejecting.clear();
		this.state = State.RETRY;
		await(1);
	}

	private void over(long now) {
		this.state = State.OVER;
		this.mentor = null;
		this.context.effects().cancelTimer(EnrpTimer.JOIN);
		this.listener.joined(now);
	}

	private void await(long millis) {
		this.context.effects().setTimer(EnrpTimer.JOIN, millis);
	}

	void stop() {
		this.state = State.IDLE;
		this.context.effects().cancelTimer(EnrpTimer.JOIN);
	}

	private enum State {

		IDLE, DISCOVER, CONNECT, LIST, TABLE, RETRY, OVER

	}

	/**
	 * Learns that this server may serve.
	 */
	interface Listener {

		void joined(long now);

	}

}
