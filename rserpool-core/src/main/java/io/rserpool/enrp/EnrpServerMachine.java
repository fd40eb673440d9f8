package io.rserpool.enrp;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.handlespace.SelectionOptions;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.EndpointKeepAliveAck;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Presence;
import io.rserpool.wire.Registration;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * An ENRP server: towards pool elements and pool users (RFC 5352, server side)
 * registration, resolution, keep-alives, reports, announcements; towards other servers
 * (RFC 5353) what {@link Mesh} joins. This class only says which part takes which input;
 * after each input changes are told to subscribers and the one timer of all elements is
 * set. Confined to one thread; times are milliseconds.
 */
public final class EnrpServerMachine implements Machine<EnrpTimer> {

	/** Elements looked at in one go, so that no tick stops the server for long. */
	private static final int MAX_TICK_WORK = 1000;

	private final EnrpContext context;

	private final AsapConnections connections;

	private final Subscriptions subscriptions;

	private final Dials dials;

	private final Members members;

	private final Removals removals;

	private final LostConnections lost;

	private final KeepAlives keepAlives;

	private final RegistrationDesk registrations;

	private final DeregistrationDesk deregistrations;

	private final ResolutionDesk resolutions;

	private final UnreachableReports reports;

	private final ErrorReplies errorReplies;

	private final Announcements announcements;

	private final Snapshots snapshots;

	private final HandleUpdates updates;

	private final Ownership ownership;

	private final Reclaims reclaims;

	private final ForeignProbes probes;

	private final ReportRelay relay;

	private final Mesh mesh;

	private boolean peering;

	private ServerPhase phase = ServerPhase.STOPPED;

	private long startedAt;

	private long tickAt = PoolElementEntry.NEVER;

	public EnrpServerMachine(EnrpConfig config, RandomGenerator random, Effects<EnrpTimer> effects) {
		this.context = new EnrpContext(config, new Handlespace(config.id(), random, SelectionOptions.DEFAULT), random,
				effects, new Counters());
		Sources sources = new Sources(config.limits());
		RateLimits rates = new RateLimits(this.context);
		Rejections rejections = new Rejections(this.context);
		Answers answers = new Answers(this.context);
		this.connections = new AsapConnections(this.context, sources);
		this.subscriptions = new Subscriptions(this.context, answers);
		this.dials = new Dials(this.context);
		Peers peers = new Peers(this.context);
		this.updates = new HandleUpdates(this.context, peers);
		Claims claims = new Claims(this.context);
		this.members = new Members(this.context, sources, this.connections, this.subscriptions, this.updates, claims);
		this.removals = new Removals(this.context, this.members, this.dials);
		this.lost = new LostConnections(this.context, this.subscriptions, this.dials, this.removals);
		this.keepAlives = new KeepAlives(this.context, this.removals, this.lost, this.members, this.connections);
		this.registrations = new RegistrationDesk(this.context, rates, this.members, this.keepAlives, this.lost,
				rejections);
		this.deregistrations = new DeregistrationDesk(this.context, rates, this.members, this.dials, rejections);
		this.resolutions = new ResolutionDesk(this.context, rates, answers, this.subscriptions);
		this.errorReplies = new ErrorReplies(this.context, rejections);
		this.announcements = new Announcements(this.context);
		Replicas replicas = new Replicas(this.context, claims, this.subscriptions);
		this.reclaims = new Reclaims(this.context, this.members, this.updates);
		this.probes = new ForeignProbes(this.context, this.dials, this.connections, this.subscriptions, replicas);
		this.relay = new ReportRelay(this.context, peers, this.announcements);
		this.reports = new UnreachableReports(this.context, rates, this.keepAlives, this.removals, this.probes,
				this.relay, peers);
		this.ownership = new Ownership(this.context, this.members, replicas, claims, this.reclaims, this.dials);
		this.mesh = new Mesh(this.context, peers, this.updates, claims, replicas, this.ownership, this.reclaims,
				this.keepAlives, this.probes, this::serve);
		this.snapshots = new Snapshots(this.context);
	}

	/**
	 * Says where this server listens for ASAP: what is announced. To be called before
	 * {@link #start}, and again when it changes.
	 * @param transports SCTP and TCP transports
	 * @throws IllegalArgumentException for a transport of another type
	 */
	public void announceTransports(List<TransportParameter> transports) {
		this.announcements.transports(transports);
	}

	/**
	 * Says where this server listens for ENRP, which lets others in. To be called before
	 * {@link #start}; not called, it stays alone.
	 */
	public void peerTransport(SctpTransport transport) {
		this.peering = true;
		this.mesh.transport(transport);
	}

	/**
	 * Says where other servers may be: mentors before this one serves, and dialled for
	 * ever. Replaces what was said before. To be called before {@link #start}, and again
	 * when it changes.
	 */
	public void mentors(List<Endpoint> mentors, long now) {
		this.mesh.mentors(mentors, now);
	}

	/**
	 * Compares a peer's elements with the peer at once.
	 * @return false if there is no such peer, or no connection to it
	 */
	public boolean auditNow(ServerId peer, long now) {
		return this.mesh.auditNow(peer, now);
	}

	/** This server's id, also for other threads. It may change when two have the same. */
	public ServerId id() {
		return this.context.id();
	}

	/**
	 * Begins to join the other servers, and serves as soon as that is done; without
	 * others at once. Does nothing when started.
	 */
	public void start(long now) {
		if (this.phase != ServerPhase.STOPPED) {
			return;
		}
		this.phase = ServerPhase.JOINING;
		if (this.peering) {
			this.mesh.join(now);
		}
		else {
			serve(now);
		}
	}

	private void serve(long now) {
		this.phase = ServerPhase.SERVING;
		this.startedAt = now;
		this.context.effects()
			.publish(new RserpoolEvent.ServerStarted(this.context.id(),
					TransportAddresses.describe(this.announcements.transports())));
		this.announcements.start(now);
		this.mesh.serve(now);
	}

	/**
	 * Prepares a planned stop: asks the peers to become the homes of this server's
	 * elements, if that is wanted. Those that follow leave the elements that this server
	 * owns.
	 * @return how many elements may follow
	 */
	public int handOver(long now) {
		return (this.phase == ServerPhase.SERVING) ? this.mesh.suggestTakeover() : 0;
	}

	/** How many elements have this server as their home. */
	public int ownedCount(long now) {
		return this.context.handlespace().elementCount(this.context.id());
	}

	/**
	 * Ends serving: connections are closed, later inputs are ignored. The machine cannot
	 * be started again with what it knew: elements register at another server.
	 */
	public void stop(long now) {
		if (this.phase == ServerPhase.STOPPED) {
			return;
		}
		this.phase = ServerPhase.STOPPED;
		this.mesh.stop();
		for (AsapConnection connection : this.connections.all()) {
			this.subscriptions.forget(connection);
			this.connections.forget(connection);
			this.context.effects().close(connection.id, "server stops");
		}
		this.context.effects().cancelTimer(EnrpTimer.TICK);
		this.context.effects().cancelTimer(EnrpTimer.ANNOUNCE);
		this.context.effects().publish(new RserpoolEvent.ServerStopped(this.context.id()));
	}

	/**
	 * Removes an element because an operator wants it.
	 * @return whether there was one
	 */
	public boolean remove(PoolHandle handle, PoolElementId id, long now) {
		PoolElementEntry entry = this.context.handlespace().find(handle, id);
		if (entry == null) {
			return false;
		}
		this.members.claimToRemove(entry);
		this.removals.dead(entry, RemovalReason.ADMINISTRATIVE);
		settle(now);
		return true;
	}

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		if (this.phase == ServerPhase.STOPPED) {
			return;
		}
		if (protocol == Protocol.ENRP) {
			this.mesh.connectionUp(connection, local, remote, dialled, now);
		}
		else if (this.phase == ServerPhase.JOINING) {
			// Who was answered before the table is here would not come back.
			this.context.effects().close(connection, "does not serve yet");
		}
		else if (!this.relay.up(connection)) {
			asapConnectionUp(connection, local, remote, dialled, now);
		}
		settle(now);
	}

	private void asapConnectionUp(ConnectionId connection, Endpoint local, Endpoint remote, boolean dialled, long now) {
		List<PoolElementEntry> waiting = this.dials.finish(connection);
		AsapConnection opened = this.connections.open(connection, local, remote, dialled, now);
		if (opened == null || waiting == null) {
			return;
		}
		for (PoolElementEntry entry : waiting) {
			if (this.context.owns(entry)) {
				this.keepAlives.reached(entry, opened, now);
			}
			else {
				this.probes.reached(entry, opened);
			}
		}
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		if (this.phase == ServerPhase.STOPPED) {
			return;
		}
		if (!this.mesh.dialFailed(connection, failure, now) && !this.relay.failed(connection)) {
			asapDialFailed(connection, failure, now);
		}
		settle(now);
	}

	private void asapDialFailed(ConnectionId connection, DialFailure failure, long now) {
		List<PoolElementEntry> waiting = this.dials.finish(connection);
		if (waiting != null) {
			waiting.stream().filter((entry) -> !this.context.owns(entry)).forEach(this.probes::dialFailed);
			this.lost.dialFailed(waiting.stream().filter(this.context::owns).toList(), failure, now);
		}
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		if (message instanceof EnrpMessage enrp) {
			receivedFromPeer(from, enrp, now);
			return;
		}
		AsapConnection connection = this.connections.find(from);
		if (connection != null && message instanceof AsapMessage asap) {
			received(connection, asap, now);
			settle(connection, now);
		}
	}

	private void receivedFromPeer(ConnectionId from, EnrpMessage message, long now) {
		PeerLink link = this.mesh.link(from);
		if (link != null) {
			this.mesh.received(link, message, now);
			settle(now);
			return;
		}
		AsapConnection connection = this.connections.find(from);
		if (connection != null) {
			this.context.count(Counter.UNEXPECTED);
			settle(connection, now);
		}
	}

	private void received(AsapConnection from, AsapMessage message, long now) {
		switch (message.type()) {
			case REGISTRATION -> this.registrations.received(from, (Registration) message, now);
			case DEREGISTRATION -> this.deregistrations.received(from, (Deregistration) message, now);
			case HANDLE_RESOLUTION -> this.resolutions.received(from, (HandleResolution) message, now);
			case ENDPOINT_KEEP_ALIVE_ACK -> acknowledged(from, (EndpointKeepAliveAck) message, now);
			case ENDPOINT_UNREACHABLE -> this.reports.received(from, (EndpointUnreachable) message, now);
			case ERROR -> this.context.count(Counter.ERRORS_RECEIVED);
			// Known, but none of a server's business on a connection.
			case REGISTRATION_RESPONSE, DEREGISTRATION_RESPONSE, HANDLE_RESOLUTION_RESPONSE, ENDPOINT_KEEP_ALIVE,
					SERVER_ANNOUNCE, COOKIE, COOKIE_ECHO, BUSINESS_CARD ->
				this.context.count(Counter.UNEXPECTED);
		}
	}

	private void acknowledged(AsapConnection from, EndpointKeepAliveAck ack, long now) {
		PoolElementEntry invited = this.probes.accepted(from, ack);
		if (invited != null) {
			this.ownership.inherit(invited, 0, now);
			this.keepAlives.reached(invited, from, now);
			this.updates.added(invited);
			return;
		}
		if (this.probes.acknowledged(from, ack)) {
			return;
		}
		PoolElementEntry back = this.reclaims.acknowledged(from, ack, now);
		if (back != null) {
			this.keepAlives.begin(back, now);
		}
		else {
			this.keepAlives.received(from, ack, now);
		}
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		PeerLink link = this.mesh.link(from);
		if (link != null) {
			this.mesh.malformed(link, fault, reply, now);
			settle(now);
			return;
		}
		AsapConnection connection = this.connections.find(from);
		if (connection != null) {
			this.errorReplies.malformed(connection, fault, reply, now);
			settle(connection, now);
		}
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		if (this.phase == ServerPhase.STOPPED) {
			return;
		}
		if (message instanceof ServerAnnounce announce) {
			this.announcements.heard(announce, now);
		}
		else if (message instanceof Presence presence && this.peering) {
			this.mesh.multicastReceived(presence, now);
		}
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		PeerLink link = this.mesh.link(connection);
		if (link != null) {
			this.mesh.connectionLost(link, now);
			settle(now);
			return;
		}
		AsapConnection lostOne = this.connections.find(connection);
		if (lostOne != null) {
			lose(lostOne, why, now);
			settle(now);
		}
	}

	@Override
	public void connectionDropped(ConnectionId connection, String why, long now) {
		if (this.mesh.link(connection) != null) {
			connectionLost(connection, why, now);
			return;
		}
		AsapConnection dropped = this.connections.find(connection);
		if (dropped != null) {
			drop(dropped, why, now);
			settle(now);
		}
	}

	@Override
	public void connectionRefused(Endpoint remote, long now) {
		this.context.count(Counter.CONNECTIONS_REFUSED);
	}

	private void drop(AsapConnection connection, String why, long now) {
		this.context.count(Counter.CONNECTIONS_DROPPED);
		if (connection.source.dropEvents.admits(now)) {
			this.context.effects().publish(new RserpoolEvent.ConnectionDropped(connection.toString(), why));
		}
		lose(connection, why, now);
	}

	private void lose(AsapConnection connection, String why, long now) {
		this.connections.forget(connection);
		this.subscriptions.forget(connection);
		this.reclaims.connectionLost(connection);
		this.probes.connectionLost(connection);
		this.lost.connectionLost(connection, why, now);
	}

	@Override
	public void timerExpired(EnrpTimer key, long now) {
		if (this.phase == ServerPhase.STOPPED) {
			return;
		}
		if (key == EnrpTimer.TICK) {
			this.tickAt = PoolElementEntry.NEVER;
			this.context.handlespace().timers().expire(now, (entry) -> due(entry, now), MAX_TICK_WORK);
		}
		else if (key == EnrpTimer.ANNOUNCE) {
			this.announcements.speak(now);
		}
		else if (key instanceof EnrpTimer.PoolUpdate update) {
			this.subscriptions.timerExpired(update.handle(), now);
		}
		else if (key == EnrpTimer.PROBES) {
			this.probes.timerExpired(now);
		}
		else if (key == EnrpTimer.RECLAIMS) {
			this.reclaims.timerExpired(now);
		}
		else if (key instanceof EnrpTimer.Relay late) {
			this.relay.timerExpired(late);
		}
		else {
			this.mesh.timerExpired(key, now);
		}
		settle(now);
	}

	private void due(PoolElementEntry entry, long now) {
		if (!this.context.owns(entry)) {
			this.mesh.expired(entry, now);
		}
		else if (entry.lifeDeadlineMillis() <= now) {
			this.removals.expired(entry);
		}
		else {
			this.keepAlives.due(entry, now);
		}
	}

	private void settle(AsapConnection connection, long now) {
		String condemned = connection.condemned();
		if (condemned != null) {
			this.context.effects().close(connection.id, condemned);
			drop(connection, condemned, now);
		}
		settle(now);
	}

	private void settle(long now) {
		this.subscriptions.flush(now);
		long next = this.context.handlespace().timers().nextDeadline(now);
		// A tick that comes too early is harmless; so a later deadline changes nothing.
		if (next < this.tickAt) {
			this.tickAt = next;
			this.context.effects().setTimer(EnrpTimer.TICK, Math.max(0, next - now));
		}
	}

	/** The server in numbers. */
	public EnrpSnapshot snapshot(long now) {
		long uptime = (this.phase == ServerPhase.SERVING) ? now - this.startedAt : 0;
		return this.snapshots.server(this.phase, uptime, this.connections.size(), this.subscriptions.count(),
				this.mesh.snapshot(now));
	}

	/**
	 * Returns a page of pools in the order of their handles.
	 * @param after the last pool of the page before, or null
	 * @param limit most pools
	 * @param elementsPerPool most elements shown of each pool
	 */
	public List<PoolSnapshot> pools(@Nullable PoolHandle after, int limit, int elementsPerPool, long now) {
		return this.snapshots.pools(after, limit, elementsPerPool, now);
	}

	/**
	 * Returns one pool with a page of its elements in the order of their identifiers.
	 * @param after the last element of the page before, or null
	 * @param limit most elements
	 */
	public Optional<PoolSnapshot> pool(PoolHandle handle, @Nullable PoolElementId after, int limit, long now) {
		return this.snapshots.pool(handle, after, limit, now);
	}

	/** For tests: what this server knows, without a copy; only to be looked at. */
	Handlespace handlespace() {
		return this.context.handlespace();
	}

	/** For tests: what more than one server calls its own; only to be looked at. */
	Claims claims() {
		return this.mesh.claims();
	}

	/** For tests: how far this server has come. */
	ServerPhase phase() {
		return this.phase;
	}

}
