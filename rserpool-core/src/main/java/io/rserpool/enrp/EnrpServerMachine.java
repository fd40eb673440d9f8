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
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * An ENRP server as pool elements and pool users see it (RFC 5352, server side):
 * registration, resolution, keep-alives, reports, announcements. This class only says
 * which part takes which input; after each input changes are told to subscribers and the
 * one timer of all elements is set. Confined to one thread; times are milliseconds.
 */
public final class EnrpServerMachine implements Machine<EnrpTimer> {

	/** Elements looked at in one go, so that no tick stops the server for long. */
	private static final int MAX_TICK_WORK = 1000;

	private final EnrpContext context;

	private final AsapConnections connections;

	private final Subscriptions subscriptions;

	private final Dials dials;

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

	private @Nullable SctpTransport peerTransport;

	private List<Endpoint> mentors = List.of();

	private boolean running;

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
		Members members = new Members(this.context, sources, this.connections, this.subscriptions);
		this.removals = new Removals(this.context, members, this.dials);
		this.lost = new LostConnections(this.context, this.subscriptions, this.dials, this.removals);
		this.keepAlives = new KeepAlives(this.context, this.removals, this.lost, members);
		this.registrations = new RegistrationDesk(this.context, rates, members, this.keepAlives, this.lost, rejections);
		this.deregistrations = new DeregistrationDesk(this.context, rates, members, this.dials, rejections);
		this.resolutions = new ResolutionDesk(this.context, rates, answers, this.subscriptions);
		this.reports = new UnreachableReports(this.context, rates, this.keepAlives, this.removals);
		this.errorReplies = new ErrorReplies(this.context, rejections);
		this.announcements = new Announcements(this.context);
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
		this.peerTransport = transport;
	}

	/**
	 * Says where other servers may be: mentors before this one serves, and dialled for
	 * ever. Replaces what was said before. To be called before {@link #start}, and again
	 * when it changes.
	 */
	public void mentors(List<Endpoint> mentors, long now) {
		this.mentors = List.copyOf(mentors);
	}

	/**
	 * Compares a peer's elements with the peer at once.
	 * @return false if there is no such peer, or no connection to it
	 */
	public boolean auditNow(ServerId peer, long now) {
		return false;
	}

	/**
	 * Begins to serve. Does nothing while serving.
	 */
	public void start(long now) {
		if (this.running) {
			return;
		}
		this.running = true;
		this.startedAt = now;
		this.context.effects()
			.publish(new RserpoolEvent.ServerStarted(this.context.config().id(),
					TransportAddresses.describe(this.announcements.transports())));
		this.announcements.start(now);
	}

	/**
	 * Ends serving: connections are closed, later inputs are ignored. The machine cannot
	 * be started again with what it knew: elements register at another server.
	 */
	public void stop(long now) {
		if (!this.running) {
			return;
		}
		this.running = false;
		for (AsapConnection connection : this.connections.all()) {
			this.subscriptions.forget(connection);
			this.connections.forget(connection);
			this.context.effects().close(connection.id, "server stops");
		}
		this.context.effects().cancelTimer(EnrpTimer.TICK);
		this.context.effects().cancelTimer(EnrpTimer.ANNOUNCE);
		this.context.effects().publish(new RserpoolEvent.ServerStopped(this.context.config().id()));
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
		this.removals.dead(entry, RemovalReason.ADMINISTRATIVE);
		settle(now);
		return true;
	}

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		if (!this.running || protocol != Protocol.ASAP) {
			return;
		}
		List<PoolElementEntry> waiting = this.dials.finish(connection);
		AsapConnection opened = this.connections.open(connection, local, remote, dialled, now);
		if (opened != null && waiting != null) {
			waiting.forEach((entry) -> this.keepAlives.reached(entry, opened, now));
		}
		settle(now);
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		List<PoolElementEntry> waiting = this.dials.finish(connection);
		if (this.running && waiting != null) {
			this.lost.dialFailed(waiting, failure, now);
			settle(now);
		}
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		AsapConnection connection = this.connections.find(from);
		if (connection == null) {
			return;
		}
		if (message instanceof AsapMessage asap) {
			received(connection, asap, now);
		}
		else {
			this.context.count(Counter.UNEXPECTED);
		}
		settle(connection, now);
	}

	private void received(AsapConnection from, AsapMessage message, long now) {
		switch (message.type()) {
			case REGISTRATION -> this.registrations.received(from, (Registration) message, now);
			case DEREGISTRATION -> this.deregistrations.received(from, (Deregistration) message, now);
			case HANDLE_RESOLUTION -> this.resolutions.received(from, (HandleResolution) message, now);
			case ENDPOINT_KEEP_ALIVE_ACK -> this.keepAlives.received(from, (EndpointKeepAliveAck) message, now);
			case ENDPOINT_UNREACHABLE -> this.reports.received(from, (EndpointUnreachable) message, now);
			case ERROR -> this.context.count(Counter.ERRORS_RECEIVED);
			// Known, but none of a server's business on a connection.
			case REGISTRATION_RESPONSE, DEREGISTRATION_RESPONSE, HANDLE_RESOLUTION_RESPONSE, ENDPOINT_KEEP_ALIVE,
					SERVER_ANNOUNCE, COOKIE, COOKIE_ECHO, BUSINESS_CARD ->
				this.context.count(Counter.UNEXPECTED);
		}
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		AsapConnection connection = this.connections.find(from);
		if (connection != null) {
			this.errorReplies.malformed(connection, fault, reply, now);
			settle(connection, now);
		}
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		if (this.running && message instanceof ServerAnnounce announce) {
			this.announcements.heard(announce, now);
		}
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		AsapConnection lostOne = this.connections.find(connection);
		if (lostOne != null) {
			lose(lostOne, why, now);
			settle(now);
		}
	}

	@Override
	public void connectionDropped(ConnectionId connection, String why, long now) {
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
		this.lost.connectionLost(connection, why, now);
	}

	@Override
	public void timerExpired(EnrpTimer key, long now) {
		if (!this.running) {
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
		settle(now);
	}

	private void due(PoolElementEntry entry, long now) {
		if (entry.lifeDeadlineMillis() <= now) {
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
		long uptime = this.running ? now - this.startedAt : 0;
		return this.snapshots.server(this.running ? ServerPhase.SERVING : ServerPhase.STOPPED, uptime,
				this.connections.size(), this.subscriptions.count(), List.of());
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

}
