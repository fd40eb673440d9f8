package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.EnrpError;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.Presence;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * An ENRP server among others (RFC 5353). This class only checks who speaks and says
 * which part takes which input.
 */
final class Mesh {

	/** Messages under a wrong name until a connection is closed (enrp.md 9.4). */
	private static final int MAX_STRANGERS = 3;

	private final EnrpContext context;

	private final Peers peers;

	private final Presences presences;

	private final PeerLinks links;

	private final PeerDials dials;

	private final Liveness liveness;

	private final Identity identity;

	private final Newcomers newcomers;

	private final Bootstrap bootstrap;

	private final Heartbeats heartbeats;

	private final ListDesk lists;

	private final ListAudits listAudits;

	private final TableDesk tables;

	private final HandleUpdateDesk updates;

	private final Resyncs resyncs;

	private final Audits audits;

	private final Takeovers takeovers;

	private final Claims claims;

	private final Replicas replicas;

	private final ForeignProbes probes;

	private final HandleUpdates announcer;

	Mesh(EnrpContext context, Peers peers, HandleUpdates announcer, Claims claims, Replicas replicas,
			Ownership ownership, Reclaims reclaims, KeepAlives keepAlives, ForeignProbes probes,
			Bootstrap.Listener joined) {
		this.context = context;
		this.peers = peers;
		this.probes = probes;
		this.announcer = announcer;
		this.claims = claims;
		this.replicas = replicas;
		TableDigest digest = new TableDigest(context.handlespace());
		this.presences = new Presences(context, peers, digest);
		this.links = new PeerLinks(context, this.presences);
		this.dials = new PeerDials(context, peers, this.presences, this::roundFailed);
		this.liveness = new Liveness(context, this.presences, this.dials, this::died);
		this.identity = new Identity(context, this.presences, announcer);
		this.newcomers = new Newcomers(context, peers, this.dials, this.liveness, this.identity);
		this.lists = new ListDesk(context, peers, this.presences);
		this.tables = new TableDesk(context);
		Conflicts conflicts = new Conflicts(context, ownership, reclaims, keepAlives, announcer);
		this.updates = new HandleUpdateDesk(context, replicas, claims, conflicts, reclaims, probes);
		this.resyncs = new Resyncs(context, peers, this.presences, replicas, claims, conflicts, reclaims);
		this.listAudits = new ListAudits(context, peers, this.dials);
		this.audits = new Audits(context, peers, replicas, this.resyncs, digest);
		this.heartbeats = new Heartbeats(context, this.presences, this.audits, this.listAudits);
		this.takeovers = new Takeovers(context, peers, this.presences, this.liveness, this::remove, ownership, replicas,
				claims, reclaims);
		this.bootstrap = new Bootstrap(context, peers, this.dials, replicas, this.newcomers, joined);
	}

	/** Says where this server speaks ENRP. */
	void transport(SctpTransport transport) {
		this.presences.transport(transport);
	}

	/** Replaces the configured addresses of other servers. */
	void mentors(List<Endpoint> addresses, long now) {
		this.dials.configure(addresses, now);
	}

	/** Begins to look for others; tells when this server may serve. */
	void join(long now) {
		this.bootstrap.start(now);
	}

	/** This server serves: it is heard, and watches the others. */
	void serve(long now) {
		if (this.presences.transport() == null) {
			return;
		}
		this.heartbeats.start();
		this.dials.start(now);
		this.newcomers.buryFormerLives(now);
		for (Peer peer : this.peers.all()) {
			this.presences.send(peer, true);
			if (peer.status == PeerStatus.DEAD && !this.takeovers.isRunning(peer.id)) {
				this.takeovers.died(peer, now);
			}
		}
	}

	/**
	 * Asks the active peers, in turn, to become the homes of this server's elements
	 * (N-5).
	 * @return how many were suggested
	 */
	int suggestTakeover() {
		List<Peer> heirs = this.peers.all((peer) -> peer.status == PeerStatus.ACTIVE && peer.link != null);
		if (heirs.isEmpty() || !this.context.peering().takeoverSuggestion()) {
			return 0;
		}
		List<PoolElementEntry> own = new ArrayList<>();
		this.context.handlespace().forEachOf(this.context.id(), own::add);
		for (int i = 0; i < own.size(); i++) {
			this.announcer.suggest(heirs.get(i % heirs.size()), own.get(i));
		}
		return own.size();
	}

	void stop() {
		this.bootstrap.stop();
		this.dials.close();
		for (PeerLink link : this.links.all()) {
			this.links.close(link, "server stops");
		}
		for (Peer peer : this.peers.all()) {
			this.liveness.unwatch(peer);
			this.dials.stop(peer);
		}
		this.context.effects().cancelTimer(EnrpTimer.HEARTBEAT);
		this.context.effects().cancelTimer(EnrpTimer.RESYNC);
	}

	void connectionUp(ConnectionId id, Endpoint local, Endpoint remote, boolean dialled, long now) {
		PeerDials.Dial dial = this.dials.up(id);
		if (dialled && dial == null) {
			this.context.effects().close(id, "not needed any more");
			return;
		}
		PeerLink link = this.links.open(id, local, remote, dial, now);
		if (dial != null) {
			this.presences.introduce(link);
		}
	}

	/**
	 * A dial has failed.
	 * @return false if it was none to another server's ENRP port
	 */
	boolean dialFailed(ConnectionId connection, DialFailure failure, long now) {
		Endpoint address = this.dials.failed(connection, failure, now);
		if (address == null) {
			return false;
		}
		this.bootstrap.dialFailed(address, now);
		return true;
	}

	private void roundFailed(Peer peer, boolean refused, long now) {
		this.liveness.roundFailed(peer, refused, now);
	}

	@Nullable PeerLink link(ConnectionId id) {
		return this.links.find(id);
	}

	/** The receive checks of enrp.md 2.4, then the message itself. */
	void received(PeerLink link, EnrpMessage message, long now) {
		this.context.count(Counter.PEER_MESSAGES);
		ServerId sender = message.sender();
		if (this.context.isMe(sender)) {
			heardOwnId(link, message, now);
			return;
		}
		if (sender.isNone() || !(message.receiver().isNone() || this.context.isMe(message.receiver()))) {
			this.context.count(Counter.PEER_IGNORED);
			return;
		}
		if (message instanceof Presence presence && isForAnother(presence)) {
			misbehaved(sender, "gave the address of another server as its own");
			return;
		}
		this.takeovers.before(message, now);
		if (this.links.find(link.id) == null) {
			// It was the target's, who is told and comes back as a new one
			return;
		}
		Peer bound = link.peer;
		if (bound != null && !bound.id.equals(sender)) {
			stranger(link, bound, sender, now);
			return;
		}
		boolean unknown = this.peers.find(sender) == null;
		Peer peer = (bound != null) ? bound : bind(link, message, now);
		if (peer == null) {
			return;
		}
		long silence = now - peer.heardAt;
		if (message instanceof Presence presence && presence.information() != null) {
			peer.transport = presence.information().transport();
		}
		if (this.liveness.heard(peer, now)) {
			this.takeovers.heard(peer);
		}
		if (unknown && !link.dialled) {
			this.presences.send(peer, true);
		}
		dispatch(link, peer, message, silence, now);
		if (bound == null) {
			this.bootstrap.bound(peer, now);
		}
	}

	private static boolean isForAnother(Presence presence) {
		ServerInformation information = presence.information();
		return information != null && !information.id().equals(presence.sender());
	}

	private void stranger(PeerLink link, Peer bound, ServerId sender, long now) {
		link.strangers++;
		misbehaved(bound.id, "spoke as server " + sender);
		if (link.strangers >= MAX_STRANGERS) {
			close(link, "speaks under several ids", now);
		}
	}

	private @Nullable Peer bind(PeerLink link, EnrpMessage message, long now) {
		Peer peer = this.newcomers.meet(message.sender(), link, now);
		if (peer == null) {
			close(link, "too many peers", now);
			return null;
		}
		if (peer.link != null && message instanceof Presence presence && isElsewhere(peer, presence)
				&& this.liveness.isHeardLately(peer, now)) {
			misbehaved(peer.id, "has its id at " + link + " as well");
			close(link, "its id is another server's", now);
			return null;
		}
		PeerDials.Dial dial = link.dial;
		if (dial != null) {
			peer.dialledAt = dial.address();
			Peer expected = dial.peer();
			if (expected != null && expected != peer) {
				this.dials.strangerAt(expected, dial.address(), now);
			}
		}
		peer.unasked = true;
		boolean again = peer.link != null;
		if (this.links.bind(link, peer) && again) {
			this.bootstrap.relinked(peer);
		}
		this.dials.stop(peer);
		return peer;
	}

	/** Whether a second server uses a peer's id (enrp.md 10.5). */
	private static boolean isElsewhere(Peer peer, Presence presence) {
		ServerInformation information = presence.information();
		SctpTransport known = peer.transport;
		return information != null && known != null && (known.port() != information.transport().port()
				|| known.addresses().stream().noneMatch(information.transport().addresses()::contains));
	}

	private void heardOwnId(PeerLink link, EnrpMessage message, long now) {
		this.context.count(Counter.PEER_IGNORED);
		SctpTransport other = (message instanceof Presence presence && presence.information() != null)
				? presence.information().transport() : null;
		if (this.links.isLoop(link) || (other != null && other.equals(this.presences.transport()))) {
			if (link.dial != null) {
				this.dials.isSelfAt(link.dial.address());
			}
			close(link, "leads to this server itself", now);
			return;
		}
		if (this.identity.clashes(other, this.bootstrap.isOver())) {
			// All peers have to learn the new id, which a connection cannot change.
			for (PeerLink each : this.links.all()) {
				close(each, "this server has another id now", now);
			}
			if (!this.bootstrap.isOver()) {
				this.bootstrap.restart(now);
			}
		}
		else {
			// The other one has to hear of it, or it would come again and again.
			this.presences.reply(link, ServerId.NONE);
			close(link, "has the id of this server", now);
		}
	}

	private void dispatch(PeerLink link, Peer peer, EnrpMessage message, long silence, long now) {
		boolean serving = this.bootstrap.isOver();
		switch (message.type()) {
			case PRESENCE -> presence(link, peer, (Presence) message, silence, now);
			case HANDLE_TABLE_REQUEST -> this.tables.received(link, peer, (HandleTableRequest) message, serving);
			case HANDLE_TABLE_RESPONSE -> table(peer, (HandleTableResponse) message, now);
			case HANDLE_UPDATE -> this.updates.received(peer, (HandleUpdate) message, now);
			case LIST_REQUEST -> this.lists.received(link, peer, (ListRequest) message, serving);
			case LIST_RESPONSE -> list(peer, (ListResponse) message, now);
			case INIT_TAKEOVER -> this.takeovers.asked(peer, (InitTakeover) message, now);
			case INIT_TAKEOVER_ACK -> this.takeovers.acknowledged(peer, (InitTakeoverAck) message, now);
			case TAKEOVER_SERVER -> this.takeovers.done(peer, (TakeoverServer) message, now);
			case ERROR -> error(peer, (EnrpError) message);
		}
	}

	private void presence(PeerLink link, Peer peer, Presence presence, long silence, long now) {
		if (presence.replyRequired()) {
			this.presences.reply(link, peer.id);
		}
		if (this.bootstrap.isOver()) {
			this.audits.compare(peer, presence, silence, now);
		}
	}

	private void list(Peer peer, ListResponse response, long now) {
		if (this.bootstrap.isOver()) {
			this.listAudits.received(response, now);
		}
		else {
			this.bootstrap.received(peer, response, now);
		}
	}

	private void table(Peer peer, HandleTableResponse response, long now) {
		if (this.bootstrap.expectsTableOf(peer)) {
			this.bootstrap.received(peer, response, now);
		}
		else {
			this.resyncs.received(peer, response, now);
		}
	}

	private void error(Peer peer, EnrpError message) {
		this.context.count(Counter.ERRORS_RECEIVED);
		this.context.effects()
			.publish(new RserpoolEvent.ErrorReceived(peer.toString(), message.error().main().code(),
					"from an ENRP server"));
	}

	/** A damaged message: it is no sign of life (N-8). */
	void malformed(PeerLink link, WireFault fault, @Nullable WireMessage reply, long now) {
		boolean usable = fault.kind() == WireFault.Kind.IGNORED_PARTS;
		this.context.count(usable ? Counter.IGNORED_PARTS : Counter.MALFORMED);
		if (link.malformedEvents.admits(now)) {
			this.context.effects()
				.publish(new RserpoolEvent.MalformedMessage(link.toString(), fault.kind().toString(), fault.detail()));
		}
		if (reply instanceof EnrpError error && isAddressedTo(error.sender()) && link.errorReplies.take(now)) {
			this.context.count(Counter.ERROR_REPLIES);
			this.context.effects().send(link.id, new EnrpError(this.context.id(), error.receiver(), error.error()));
		}
		Peer peer = link.peer;
		if (peer != null && !usable) {
			this.resyncs.abort(peer, "damaged answer", now);
			this.bootstrap.abort(peer, now);
		}
		if (fault.kind() == WireFault.Kind.FRAMING) {
			close(link, "message borders lost", now);
		}
	}

	private boolean isAddressedTo(ServerId receiver) {
		return receiver.isNone() || this.context.isMe(receiver);
	}

	void connectionLost(PeerLink link, long now) {
		Peer peer = this.links.lost(link);
		if (peer != null) {
			disconnected(peer, now);
		}
		else if (link.peer != null) {
			this.bootstrap.relinked(link.peer);
		}
	}

	private void close(PeerLink link, String why, long now) {
		Peer peer = this.links.close(link, why);
		if (peer != null) {
			disconnected(peer, now);
		}
	}

	private void disconnected(Peer peer, long now) {
		this.tables.forget(peer);
		this.resyncs.abort(peer, "connection lost", now);
		this.bootstrap.abort(peer, now);
		this.dials.lost(peer, now);
	}

	private void died(Peer peer, long now) {
		if (this.bootstrap.isOver()) {
			this.takeovers.withdraw(peer.id, now);
			this.takeovers.died(peer, now);
		}
	}

	private void remove(Peer peer, long now) {
		this.peers.remove(peer);
		this.liveness.unwatch(peer);
		this.context.effects().cancelTimer(new EnrpTimer.TakeoverWatch(peer.id));
		this.dials.removed(peer, now);
		this.tables.forget(peer);
		this.resyncs.abort(peer, "peer removed", now);
		this.claims.dropAllOf(peer.id);
		for (PeerLink link : this.links.all()) {
			if (link.peer == peer) {
				this.links.close(link, "peer removed");
			}
		}
		this.takeovers.withdraw(peer.id, now);
	}

	/** A presence by multicast only says that somebody may be there (enrp.md 9.11). */
	void multicastReceived(Presence presence, long now) {
		ServerInformation information = presence.information();
		if (!this.context.peering().multicastPresence() || information == null || this.context.isMe(presence.sender())
				|| isForAnother(presence) || this.peers.find(presence.sender()) != null) {
			return;
		}
		Endpoint address = new Endpoint(information.transport().addresses().get(0), information.transport().port());
		this.dials.found(address, now);
		this.bootstrap.found(address, now);
	}

	void timerExpired(EnrpTimer key, long now) {
		if (key == EnrpTimer.HEARTBEAT) {
			this.heartbeats.timerExpired(this.bootstrap.isOver(), now);
			this.probes.heartbeat(now);
		}
		else if (key == EnrpTimer.JOIN) {
			this.bootstrap.timerExpired(now);
		}
		else if (key == EnrpTimer.RESYNC) {
			this.resyncs.timerExpired(now);
		}
		else if (key instanceof EnrpTimer.PeerSilence silence) {
			Peer peer = this.peers.find(silence.peer());
			if (peer != null) {
				this.liveness.timerExpired(peer, now);
			}
		}
		else if (key instanceof EnrpTimer.PeerRedial redial) {
			Peer peer = this.peers.find(redial.peer());
			if (peer != null) {
				this.dials.dial(peer, now);
			}
		}
		else if (key instanceof EnrpTimer.CandidateRedial redial) {
			this.dials.timerExpired(redial, now);
		}
		else if (key instanceof EnrpTimer.TakeoverStep step) {
			this.takeovers.timerExpired(step, now);
		}
		else if (key instanceof EnrpTimer.TakeoverWatch watch) {
			this.takeovers.timerExpired(watch, now);
		}
		else if (key instanceof EnrpTimer.TableSession session) {
			this.tables.timerExpired(session);
		}
		else if (key instanceof EnrpTimer.Draining draining) {
			this.links.timerExpired(draining);
		}
	}

	/** Another server's element has not been renewed for longer than its life. */
	void expired(PoolElementEntry entry, long now) {
		Peer home = this.peers.find(entry.home());
		this.replicas.expired(entry, home != null && home.status != PeerStatus.DEAD, now);
	}

	Claims claims() {
		return this.claims;
	}

	boolean auditNow(ServerId id, long now) {
		Peer peer = this.peers.find(id);
		return peer != null && this.audits.now(peer, now);
	}

	private void misbehaved(ServerId peer, String what) {
		this.context.count(Counter.PEER_IGNORED);
		this.context.effects().publish(new RserpoolEvent.PeerMisbehaved(peer, what));
	}

	/** All peers, then the addresses at which nobody is known yet. */
	List<PeerSnapshot> snapshot(long now) {
		List<PeerSnapshot> snapshots = new ArrayList<>();
		for (Peer peer : this.peers.all()) {
			snapshots.add(new PeerSnapshot(peer.id, peer.addresses(), peer.status, peer.link != null,
					now - peer.heardAt, this.context.handlespace().elementCount(peer.id),
					peer.audit.snapshot(this.context.handlespace().checksum(peer.id), now)));
		}
		for (Endpoint address : this.dials.open()) {
			snapshots.add(new PeerSnapshot(ServerId.NONE, List.of(address), PeerStatus.CANDIDATE, false, -1, 0,
					new PeerAudit().snapshot(0xffff, now)));
		}
		return snapshots;
	}

}
