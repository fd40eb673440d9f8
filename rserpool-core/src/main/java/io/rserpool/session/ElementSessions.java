package io.rserpool.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.Octets;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * The sessions of one pool element, each known by its connection. Confined to one thread;
 * inputs for sessions that are over are harmless.
 */
public final class ElementSessions implements Machine<SessionTimer> {

	private static final long FORGET_MILLIS = 60_000;

	private final ElementConfig config;

	private final LinkContext context;

	private final Effects<SessionTimer> effects;

	private final BiFunction<ElementSessionKey, Endpoint, ElementSessionListener> listeners;

	private final DuplicateWindows windows = new DuplicateWindows();

	private final Map<ConnectionId, ElementSession> sessions = new LinkedHashMap<>();

	private boolean forgetting;

	private boolean refusing;

	/**
	 * Makes a machine without sessions.
	 * @param listeners makes who hears of a new session
	 */
	public ElementSessions(ElementConfig config, RandomGenerator random, Effects<SessionTimer> effects,
			BiFunction<ElementSessionKey, Endpoint, ElementSessionListener> listeners) {
		this.config = config;
		this.context = new LinkContext(WireLimits.DEFAULT, random, effects);
		this.effects = effects;
		this.listeners = listeners;
	}

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		if (dialled || this.refusing) {
			this.effects.close(connection, "no new sessions");
			return;
		}
		if (!this.forgetting) {
			this.forgetting = true;
			this.effects.setTimer(new SessionTimer.Forget(), FORGET_MILLIS);
		}
		ElementSession session = new ElementSession(connection, remote, this.config, this.windows, this.effects,
				this.sessions::remove, now);
		this.sessions.put(connection, session);
		SessionLink link = new TcpMappingLink(connection, this.config.session().initFlags(),
				this.config.session().tuning(), this.context, session);
		session.start(link, this.listeners.apply(new ElementSessionKey(connection, session), remote), now);
	}

	/**
	 * The application is through with a message. Must be called exactly once for each
	 * that it was given.
	 * @param session as it was when the message came
	 */
	public void finished(ElementSessionKey session, InMessage message, Processing processing, long now) {
		session.session().finished(message, processing, now);
	}

	/** Sends a message to the user. */
	public void send(ElementSessionKey session, OutgoingMessage message, MessageOutcome outcome, long now) {
		session.session().send(message, outcome, now);
	}

	/**
	 * Leaves state with the user, in place of what was left before (RFC 5352 3.8).
	 * @return whether it was sent: the session is not over and has a control channel
	 */
	public boolean cookie(ElementSessionKey session, Octets state, long now) {
		return session.session().cookie(state, now);
	}

	/**
	 * Gives the user another business card (RFC 5352 3.9).
	 * @return whether it was sent
	 */
	public boolean card(ElementSessionKey session, BusinessCard card, long now) {
		return session.session().card(card, now);
	}

	/** Deals all cards again: the pool has changed. */
	public void dealAgain(long now) {
		for (ElementSession session : List.copyOf(this.sessions.values())) {
			session.dealAgain(now);
		}
	}

	/** Ends a session here when all that was sent is acknowledged. */
	public void close(ElementSessionKey session, long now) {
		session.session().close(now);
	}

	/** Ends a session here at once. */
	public void abort(ElementSessionKey session, String why, long now) {
		session.session().abort(why, now);
	}

	/** Takes no new sessions any more. */
	public void refuse() {
		this.refusing = true;
	}

	/** Closes all sessions in order. */
	public void closeAll(long now) {
		this.refusing = true;
		for (ElementSession session : List.copyOf(this.sessions.values())) {
			session.close(now);
		}
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		ElementSession session = this.sessions.get(from);
		if (session != null) {
			session.link().received(message, now);
		}
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		ElementSession session = this.sessions.get(from);
		if (session != null) {
			session.link().malformed(fault, now);
		}
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		ElementSession session = this.sessions.remove(connection);
		if (session != null) {
			session.link().lost(why, now);
		}
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		// Elements dial nobody
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		// Nothing of a session is multicast
	}

	@Override
	public void timerExpired(SessionTimer timer, long now) {
		if (timer instanceof SessionTimer.Link of) {
			ElementSession session = this.sessions.get(of.connection());
			if (session != null) {
				session.timerExpired(of.timer(), now);
			}
		}
		else if (timer instanceof SessionTimer.Forget) {
			this.windows.forget(now, this.config.keepMillis());
			this.effects.setTimer(timer, FORGET_MILLIS);
		}
	}

	public int size() {
		return this.sessions.size();
	}

	/** How many sessions are remembered against duplicates. */
	int windows() {
		return this.windows.size();
	}

	/** All sessions, oldest first. */
	public List<ElementSessionSnapshot> snapshot(long now) {
		List<ElementSessionSnapshot> snapshots = new ArrayList<>(this.sessions.size());
		this.sessions.values().forEach((session) -> snapshots.add(session.snapshot(now)));
		return snapshots;
	}

}
