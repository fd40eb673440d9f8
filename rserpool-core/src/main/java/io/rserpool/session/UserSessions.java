package io.rserpool.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * The sessions of one process's pool users (RFC 5352 section 6). Confined to one thread;
 * inputs for sessions that are over are harmless.
 */
public final class UserSessions implements Machine<SessionTimer> {

	private final Effects<SessionTimer> effects;

	private final Pools pools;

	private final RandomGenerator random;

	private final SessionLinks links;

	private final Map<SessionId, UserSession> sessions = new LinkedHashMap<>();

	private final Map<ConnectionId, UserSession> connections = new HashMap<>();

	/**
	 * Makes a machine without sessions.
	 * @param random session ids come from it, so give a secure one in production
	 */
	public UserSessions(Pools pools, RandomGenerator random, Effects<SessionTimer> effects) {
		this.pools = pools;
		this.random = random;
		this.effects = new ConnectionsNoted(effects);
		LinkContext context = new LinkContext(WireLimits.DEFAULT, random, this.effects);
		this.links = (connection, config, listener) -> new TcpMappingLink(connection, config.initFlags(),
				config.tuning(), context, listener);
	}

	/** Opens a session; it looks for an element at once. */
	public SessionId open(SessionOpening opening, long now) {
		if (opening.config().retrieval() == Retrieval.TRANSPORT) {
			throw new IllegalArgumentException(
					"Retrieval 'transport' needs SCTP; over TCP choose 'application-ack' or 'none'");
		}
		SessionId id = newId();
		UserSession session = new UserSession(id, opening, this.effects, this.pools, this.links, new Table(), now);
		this.sessions.put(id, session);
		opening.listener().named(id);
		session.start(now);
		return id;
	}

	private SessionId newId() {
		SessionId id = new SessionId(this.random.nextLong());
		while (id.isNone() || this.sessions.containsKey(id)) {
			id = new SessionId(this.random.nextLong());
		}
		return id;
	}

	/** Sends a message. */
	public void send(SessionId id, OutgoingMessage message, MessageOutcome outcome, long now) {
		UserSession session = this.sessions.get(id);
		if (session == null) {
			outcome.lost(LossReason.UNSENT, "The session is closed");
			return;
		}
		session.send(message, outcome, now);
	}

	/**
	 * Sends a message from within a failover callback: before everything that was
	 * retrieved, and to this element only.
	 */
	public void sendBound(SessionId id, ConnectionId asked, OutgoingMessage message, MessageOutcome outcome, long now) {
		UserSession session = this.sessions.get(id);
		if (session == null) {
			outcome.lost(LossReason.UNSENT, "The session is closed");
			return;
		}
		session.sendBound(asked, message, outcome, now);
	}

	/** Sends a request, a message with PPID {@link Ppid#REQUEST}. */
	public void request(SessionId id, OutgoingMessage message, RequestOutcome outcome, long now) {
		UserSession session = this.sessions.get(id);
		if (session == null) {
			outcome.lost(LossReason.UNSENT, "The session is closed");
			return;
		}
		session.request(message, outcome, now);
	}

	/**
	 * The application has a message: it is acknowledged.
	 * @param from as in {@link UserSessionListener#received}
	 */
	public void finished(SessionId id, InMessage message, Target from, long now) {
		with(id, (session) -> session.finished(message, from, now));
	}

	/**
	 * The application's callback has decided.
	 * @param asked the connection of its {@link FailoverFacts}
	 * @param first sent before everything that was retrieved, or null
	 * @param why for the log and the events, if it does not proceed
	 */
	public void decided(SessionId id, ConnectionId asked, FailoverVerdict verdict, @Nullable OctetSlice first,
			String why, long now) {
		with(id, (session) -> session.decided(asked, verdict, first, why, now));
	}

	/** Lets a session go on that was held. */
	public void failover(SessionId id, long now) {
		with(id, (session) -> session.failover(now));
	}

	/**
	 * Leaves the present element.
	 * @param unreachable whether it is to be reported to the ENRP server
	 */
	public void forceFailover(SessionId id, String why, boolean unreachable, long now) {
		with(id, (session) -> session.forceFailover(why, unreachable, now));
	}

	/**
	 * Gives a session the business card of another one, now and whenever that changes, so
	 * that both go to the same element (asap.md 10).
	 * @param leader the other one, or null for its own card again
	 */
	public void couple(SessionId id, @Nullable SessionId leader) {
		with(id, (session) -> session.couple((leader != null) ? this.sessions.get(leader) : null));
	}

	/** Says as which pool elements this process is known itself. */
	public void ownCard(SessionId id, PoolHandle handle, List<PoolElementParameter> elements, long now) {
		with(id, (session) -> session.ownCard(handle, elements, now));
	}

	/** Changes the timers of a session. */
	public void tune(SessionId id, LinkTuning tuning, long connectTimeoutMillis, long now) {
		with(id, (session) -> session.tune(tuning, connectTimeoutMillis, now));
	}

	/** Ends a session when everything that was sent is acknowledged. */
	public void close(SessionId id, long now) {
		with(id, (session) -> session.close(now));
	}

	/** Ends a session at once. */
	public void abort(SessionId id, String why, long now) {
		with(id, (session) -> session.end(why, now));
	}

	/** Ends all sessions at once. */
	public void abortAll(String why, long now) {
		for (SessionId id : List.copyOf(this.sessions.keySet())) {
			abort(id, why, now);
		}
	}

	/** There is news of a pool: whoever waits for an element of it looks again. */
	public void poolChanged(PoolHandle handle, long now) {
		for (UserSession session : List.copyOf(this.sessions.values())) {
			if (session.isWaitingFor(handle)) {
				session.retry(now);
			}
		}
	}

	/** All sessions, oldest first. */
	public List<UserSessionSnapshot> snapshot(long now) {
		List<UserSessionSnapshot> snapshots = new ArrayList<>(this.sessions.size());
		this.sessions.values().forEach((session) -> snapshots.add(session.snapshot(now)));
		return snapshots;
	}

	/** One session, if it is not over. */
	public Optional<UserSessionSnapshot> snapshot(SessionId id, long now) {
		UserSession session = this.sessions.get(id);
		return (session != null) ? Optional.of(session.snapshot(now)) : Optional.empty();
	}

	public int size() {
		return this.sessions.size();
	}

	/** How many connections are in the table. */
	int connections() {
		return this.connections.size();
	}

	private void with(SessionId id, Consumer<UserSession> call) {
		UserSession session = this.sessions.get(id);
		if (session != null) {
			call.accept(session);
		}
	}

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		UserSession session = this.connections.get(connection);
		if (session == null) {
			this.effects.close(connection, "no session");
			return;
		}
		session.connectionUp(connection, now);
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		UserSession session = this.connections.remove(connection);
		if (session != null && connection.equals(session.connection())) {
			session.dialFailed(
					(failure == DialFailure.REFUSED) ? "connection refused" : "no connection could be opened", now);
		}
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		UserSession session = this.connections.get(from);
		SessionLink link = (session != null) ? session.currentLink() : null;
		if (session != null && link != null) {
			link.received(message, now);
		}
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		UserSession session = this.connections.get(from);
		SessionLink link = (session != null) ? session.currentLink() : null;
		if (session != null && link != null && from.equals(session.connection())) {
			link.malformed(fault, now);
		}
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		// Nothing of a session is multicast
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		UserSession session = this.connections.remove(connection);
		SessionLink link = (session != null) ? session.currentLink() : null;
		if (session != null && link != null && connection.equals(session.connection())) {
			link.lost(why, now);
		}
	}

	@Override
	public void timerExpired(SessionTimer timer, long now) {
		if (timer instanceof SessionTimer.Link of) {
			UserSession session = this.connections.get(of.connection());
			SessionLink link = (session != null) ? session.currentLink() : null;
			if (session != null && link != null && of.connection().equals(session.connection())) {
				link.timerExpired(of.timer(), now);
			}
		}
		else if (timer instanceof SessionTimer.Session of) {
			with(of.session(), (session) -> expired(session, of.kind(), now));
		}
	}

	private static void expired(UserSession session, SessionTimer.Kind kind, long now) {
		switch (kind) {
			case CONNECT -> session.connectTimedOut(now);
			case RETRY -> session.retry(now);
			case GIVE_UP -> session.gaveUp(now);
			case CLOSE -> session.closeTimedOut(now);
		}
	}

	/** What is known of sessions here. */
	private final class Table implements SessionTable {

		@Override
		public void dialled(ConnectionId connection, UserSession session) {
			UserSessions.this.connections.put(connection, session);
		}

		@Override
		public void ended(UserSession session) {
			UserSessions.this.sessions.remove(session.id());
		}

	}

	/** Forgets each connection that is closed from this side. */
	private final class ConnectionsNoted implements Effects<SessionTimer> {

		private final Effects<SessionTimer> world;

		ConnectionsNoted(Effects<SessionTimer> world) {
			this.world = world;
		}

		@Override
		public void send(ConnectionId to, WireMessage message) {
			this.world.send(to, message);
		}

		@Override
		public ConnectionId dial(Protocol protocol, Endpoint to) {
			return this.world.dial(protocol, to);
		}

		@Override
		public void close(ConnectionId connection, String why) {
			UserSessions.this.connections.remove(connection);
			this.world.close(connection, why);
		}

		@Override
		public void reset(ConnectionId connection, String why) {
			UserSessions.this.connections.remove(connection);
			this.world.reset(connection, why);
		}

		@Override
		public void setTimer(SessionTimer key, long delayMillis) {
			this.world.setTimer(key, delayMillis);
		}

		@Override
		public void cancelTimer(SessionTimer key) {
			this.world.cancelTimer(key);
		}

		@Override
		public void multicast(WireMessage message) {
			this.world.multicast(message);
		}

		@Override
		public long publish(io.rserpool.event.RserpoolEvent event, long cause) {
			return this.world.publish(event, cause);
		}

	}

}
