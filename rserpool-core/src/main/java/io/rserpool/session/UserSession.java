package io.rserpool.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.FailoverSteps;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.CookieEcho;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;

/**
 * One session of a pool user: with a pool, not with an element. When the element is lost
 * it goes to another one, in exactly the order of asap.md 11.4: retrieve, report, choose,
 * connect, echo the cookie, exchange cards, ask the application, send again, go on.
 */
final class UserSession implements LinkListener {

	private static final long FIRST_RETRY_MILLIS = 1_000;

	private static final long MAX_RETRY_MILLIS = 30_000;

	private static final long CLOSE_MILLIS = 10_000;

	/** Vain attempts until the session waits, whatever the cache says. */
	private static final int MAX_ATTEMPTS = 64;

	private final SessionId id;

	private final PoolHandle handle;

	private final @Nullable Target fixed;

	private final UserSessionListener listener;

	private final Effects<SessionTimer> effects;

	private final Pools pools;

	private final SessionLinks links;

	private final SessionTable table;

	private final Outbox outbox;

	private final PendingRequests requests = new PendingRequests();

	private SessionConfig config;

	private UserSessionState state = UserSessionState.SEARCHING;

	private @Nullable PoolElementId preferred;

	private @Nullable ConnectionId connection;

	private @Nullable SessionLink link;

	private @Nullable Inbox inbox;

	private @Nullable Target target;

	/** Whom the session was with before, and when and why it was lost. */
	private @Nullable Interruption interruption;

	/** The way that failed last. */
	private @Nullable Target failed;

	private boolean everOpen;

	private boolean closing;

	private boolean roundResolved;

	private boolean resolving;

	private int attempts;

	private long retryMillis = FIRST_RETRY_MILLIS;

	private @Nullable Octets cookie;

	private long cookieAt;

	private List<PoolElementId> card = List.of();

	/** The session whose card this one follows. */
	private @Nullable UserSession coupled;

	private List<PoolElementParameter> ownElements = List.of();

	private @Nullable PoolHandle ownHandle;

	private int failovers;

	private final long startedAt;

	UserSession(SessionId id, SessionOpening opening, Effects<SessionTimer> effects, Pools pools, SessionLinks links,
			SessionTable table, long now) {
		this.id = id;
		this.handle = opening.handle();
		this.fixed = opening.fixed();
		this.preferred = opening.preferred();
		this.listener = opening.listener();
		this.config = opening.config();
		this.effects = effects;
		this.pools = pools;
		this.links = links;
		this.table = table;
		this.outbox = new Outbox(opening.config(), id);
		this.startedAt = now;
	}

	void start(long now) {
		armGiveUp();
		search(now);
	}

	// Step 3: an element

	private void search(long now) {
		this.state(UserSessionState.SEARCHING);
		Target next = choose(now);
		if (next != null && this.attempts < MAX_ATTEMPTS) {
			this.attempts++;
			connect(next, now);
		}
		else if (this.roundResolved || this.attempts >= MAX_ATTEMPTS) {
			waitForRetry();
		}
		else if (!this.resolving) {
			this.resolving = true;
			this.pools.resolve(this.handle, this::resolved);
		}
	}

	private @Nullable Target choose(long now) {
		if (this.fixed != null) {
			return this.fixed;
		}
		Target before = this.failed;
		PoolElementId avoid = (before != null) ? before.element() : null;
		Target next = this.pools.choose(this.handle, preferences(), avoid, now);
		if (next == null && avoid != null && this.roundResolved) {
			// The server just vouched for it and for nobody else
			next = this.pools.choose(this.handle, List.of(), null, now);
		}
		if (next != null) {
			// A PE handle is tried once: when its element is lost the card decides
			this.preferred = null;
		}
		return next;
	}

	private List<PoolElementId> preferences() {
		PoolElementId wanted = this.preferred;
		return (wanted != null) ? List.of(wanted) : card();
	}

	List<PoolElementId> card() {
		return (this.coupled != null) ? this.coupled.card() : this.card;
	}

	private void resolved(@Nullable String failure, long now) {
		this.resolving = false;
		if (this.state != UserSessionState.SEARCHING) {
			return;
		}
		this.roundResolved = true;
		if (failure != null) {
			waitForRetry();
		}
		else {
			search(now);
		}
	}

	private void waitForRetry() {
		state(UserSessionState.WAITING);
		this.effects.setTimer(timer(SessionTimer.Kind.RETRY), this.retryMillis);
		this.retryMillis = Math.min(MAX_RETRY_MILLIS, this.retryMillis * 2);
	}

	/** The time for the next search has come, or there is news of the pool. */
	void retry(long now) {
		if (this.state != UserSessionState.WAITING) {
			return;
		}
		this.effects.cancelTimer(timer(SessionTimer.Kind.RETRY));
		this.outbox.expire(now);
		this.attempts = 0;
		this.roundResolved = false;
		search(now);
	}

	boolean isWaitingFor(PoolHandle pool) {
		return this.state == UserSessionState.WAITING && this.handle.equals(pool);
	}

	// Step 4: a connection

	private void connect(Target next, long now) {
		// An object for each connection: late acknowledgements are told apart by it
		this.target = new Target(next.element(), next.leg(), next.endpoint(), next.key());
		Interruption lost = this.interruption;
		if (lost != null) {
			lost.selectedAt = now;
		}
		state(UserSessionState.CONNECTING);
		ConnectionId dialled = this.effects.dial(Protocol.SESSION, next.endpoint());
		this.connection = dialled;
		this.table.dialled(dialled, this);
		this.effects.setTimer(timer(SessionTimer.Kind.CONNECT), this.config.connectTimeoutMillis());
	}

	@Nullable ConnectionId connection() {
		return this.connection;
	}

	void connectionUp(ConnectionId up, long now) {
		this.effects.cancelTimer(timer(SessionTimer.Kind.CONNECT));
		Interruption lost = this.interruption;
		if (lost != null) {
			lost.connectedAt = now;
		}
		SessionLink made = this.links.link(up, this.config, this);
		this.link = made;
		this.inbox = new Inbox(this.config.limits(), SessionId.NONE);
		state(UserSessionState.GREETING);
		made.open(now);
	}

	void dialFailed(String why, long now) {
		this.effects.cancelTimer(timer(SessionTimer.Kind.CONNECT));
		unreachable(why, now);
	}

	void connectTimedOut(long now) {
		ConnectionId late = this.connection;
		if (this.state == UserSessionState.CONNECTING && late != null) {
			this.effects.close(late, "no connection within " + this.config.connectTimeoutMillis() + " ms");
			unreachable("no connection within " + this.config.connectTimeoutMillis() + " ms", now);
		}
	}

	/** This way leads nowhere: the next one. */
	private void unreachable(String why, long now) {
		this.connection = null;
		this.link = null;
		this.inbox = null;
		reportFailed(why, now);
		goOn(why, now);
	}

	/** To the next element; a session with an address has none (RFC 5352 6.5.1). */
	private void goOn(String why, long now) {
		if (this.fixed != null) {
			end(why, now);
		}
		else {
			search(now);
		}
	}

	private void reportFailed(String why, long now) {
		Target gone = this.target;
		this.target = null;
		if (gone != null) {
			this.failed = gone;
			this.pools.failed(this.handle, gone, why, now);
		}
	}

	// Steps 5 to 9: cookie, card, callback, messages

	@Override
	public void opened(long now) {
		SessionLink open = link();
		if (!open.hasControl()) {
			open.abort("no control channel", now);
			unreachable("the element leaves the PPID out, so there is no control channel [T-8]", now);
			return;
		}
		this.pools.reached(this.handle, target(), now);
		Octets held = this.cookie;
		if (this.everOpen && held != null) {
			open.sendControl(new CookieEcho(held), now);
		}
		PoolHandle own = this.ownHandle;
		if (own != null && !this.ownElements.isEmpty()) {
			open.sendControl(new BusinessCard(own, this.ownElements), now);
		}
		this.outbox.attach(open);
		Interruption lost = this.interruption;
		if (lost != null) {
			lost.greetedAt = now;
		}
		if (lost != null && this.config.failover() == FailoverMode.CALLBACK) {
			state(UserSessionState.ASKING);
			this.listener.failoverBegun(facts(lost));
		}
		else {
			ready(now);
		}
	}

	void decided(ConnectionId asked, FailoverVerdict verdict, @Nullable OctetSlice first, String why, long now) {
		if (this.state != UserSessionState.ASKING || !asked.equals(this.connection)) {
			return;
		}
		switch (verdict) {
			case PROCEED -> {
				if (first != null) {
					this.outbox.offerBound(new OutgoingMessage(0, Ppid.DATA, false, false, 0, first),
							MessageOutcome.IGNORED, now);
				}
				ready(now);
			}
			case NEXT_ELEMENT -> {
				link().abort(why, now);
				lose(why, false, now);
			}
			case END -> end(why, now);
		}
	}

	private void ready(long now) {
		this.effects.cancelTimer(timer(SessionTimer.Kind.GIVE_UP));
		this.retryMillis = FIRST_RETRY_MILLIS;
		this.attempts = 0;
		this.roundResolved = false;
		Interruption lost = this.interruption;
		this.interruption = null;
		state(UserSessionState.OPEN);
		boolean first = !this.everOpen;
		this.everOpen = true;
		if (lost == null || first) {
			this.outbox.release(now);
			this.effects.publish(new RserpoolEvent.SessionOpened(this.id.toString(), this.handle, target().element(),
					target().endpoint().toString()));
		}
		else {
			goneOver(lost, now);
		}
		this.failed = null;
		finishClosing(now);
	}

	private void goneOver(Interruption lost, long now) {
		this.failovers++;
		FailoverFacts facts = facts(lost);
		int resent = this.outbox.release(now);
		FailoverSteps steps = lost.steps(now);
		Octets echoed = this.cookie;
		PoolElementId from = lost.from.element();
		PoolElementId to = target().element();
		if (from != null && from.equals(to) && lost.from.leg() != target().leg()) {
			this.effects.publish(
					new RserpoolEvent.SessionLegChanged(this.id.toString(), this.handle, to, target().leg(), steps),
					lost.event);
		}
		else {
			this.effects.publish(new RserpoolEvent.SessionFailedOver(this.id.toString(), this.handle, from, to, steps,
					(echoed != null) ? echoed.length() : 0, resent, lost.given), lost.event);
		}
		this.listener.failoverDone(facts, resent, lost.given);
	}

	private FailoverFacts facts(Interruption lost) {
		return new FailoverFacts(this.connection, lost.from, this.target, lost.why, this.cookie,
				this.outbox.uncertain());
	}

	// Steps 1 and 2: the loss

	@Override
	public void failed(@Nullable String error, String why, long now) {
		String reason = (error != null) ? error : why;
		if (this.state == UserSessionState.GREETING) {
			unreachable(reason, now);
			return;
		}
		lose(reason, true, now);
	}

	@Override
	public void closed(long now) {
		if (this.state == UserSessionState.CLOSING) {
			end(null, now);
		}
		else {
			failed(null, "the element closed the connection", now);
		}
	}

	/** The application says that the element will not do. */
	void forceFailover(String why, boolean unreachable, long now) {
		SessionLink open = this.link;
		if (open != null && (this.state == UserSessionState.OPEN || this.state == UserSessionState.ASKING)) {
			open.abort(why, now);
			lose(why, unreachable, now);
		}
		else if (this.state == UserSessionState.HELD) {
			failover(now);
		}
	}

	private void lose(String why, boolean reported, long now) {
		boolean wasOpen = this.state == UserSessionState.OPEN || this.state == UserSessionState.CLOSING;
		Target gone = this.target;
		down(why, now);
		this.failed = gone;
		if (reported && gone != null) {
			this.pools.failed(this.handle, gone, why, now);
		}
		Interruption lost = this.interruption;
		if (wasOpen && this.closing && this.outbox.isEmpty()) {
			end(null, now);
		}
		else if (wasOpen && this.fixed == null && lost != null && this.config.failover() == FailoverMode.MANUAL) {
			state(UserSessionState.HELD);
			this.listener.failoverNeeded(facts(lost));
		}
		else {
			goOn(why, now);
		}
	}

	/** The connection is of no use any more. */
	private void down(String why, long now) {
		int given = this.outbox.detach(why) + this.requests.interrupted(why);
		Target gone = this.target;
		this.connection = null;
		this.link = null;
		this.inbox = null;
		this.target = null;
		Interruption lost = this.interruption;
		if (lost == null && gone != null) {
			long event = this.effects
				.publish(new RserpoolEvent.SessionInterrupted(this.id.toString(), this.handle, gone.element(), why));
			lost = new Interruption(gone, why, event, now);
			this.interruption = lost;
			armGiveUp();
		}
		if (lost != null) {
			lost.given += given;
		}
	}

	private void armGiveUp() {
		if (this.config.giveUpMillis() > 0) {
			this.effects.setTimer(timer(SessionTimer.Kind.GIVE_UP), this.config.giveUpMillis());
		}
	}

	/** The application lets a held session go on. */
	void failover(long now) {
		if (this.state == UserSessionState.HELD) {
			search(now);
		}
	}

	void gaveUp(long now) {
		if (this.state != UserSessionState.OPEN && this.state != UserSessionState.CLOSING) {
			end("no element of pool '" + this.handle + "' within " + this.config.giveUpMillis() + " ms", now);
		}
	}

	// Messages

	void send(OutgoingMessage message, MessageOutcome outcome, long now) {
		if (refuses(outcome)) {
			return;
		}
		this.outbox.offer(message, outcome, now);
	}

	private boolean refuses(MessageOutcome outcome) {
		if (this.state == UserSessionState.CLOSED || this.closing) {
			outcome.lost(LossReason.UNSENT, "The session is closed");
			return true;
		}
		return false;
	}

	void sendBound(ConnectionId asked, OutgoingMessage message, MessageOutcome outcome, long now) {
		if (refuses(outcome)) {
			return;
		}
		if (this.state == UserSessionState.ASKING && asked.equals(this.connection)) {
			this.outbox.offerBound(message, outcome, now);
		}
		else {
			outcome.lost(LossReason.UNSENT, "The failover that it belongs to is over");
		}
	}

	void request(OutgoingMessage message, RequestOutcome outcome, long now) {
		PendingRequest request = new PendingRequest(outcome);
		if (!refuses(request)) {
			this.requests.add(this.outbox.offer(message, request, now), request);
		}
	}

	@Override
	public void acknowledged(long number, long now) {
		this.outbox.acknowledged(number, now);
		if (this.closing) {
			finishClosing(now);
		}
	}

	@Override
	public void received(long number, int stream, int ppid, boolean unordered, OctetSlice data, long now) {
		SessionLink open = link();
		Inbox in = inbox();
		try {
			InMessage message = in.take(number, stream, ppid, unordered, data, open, now);
			if (message == null) {
				return;
			}
			if (ppid == Ppid.REPLY || ppid == Ppid.FAILURE) {
				in.done(message);
				this.requests.replied(message);
				open.delivered(number, now);
			}
			else {
				this.listener.received(message, target());
			}
		}
		catch (SessionProtocolException ex) {
			open.abort(ex.rule(), now);
			failed(ex.rule(), ex.rule(), now);
		}
	}

	/** The application has a message. */
	void finished(InMessage message, Target from, long now) {
		SessionLink open = this.link;
		Inbox in = this.inbox;
		if (open != null && in != null && from == this.target) {
			in.done(message);
			open.delivered(message.number(), now);
		}
	}

	@Override
	public void controlReceived(AsapMessage message, long now) {
		if (message instanceof Cookie newest) {
			keep(newest.data(), now);
		}
		else if (message instanceof BusinessCard newest && newest.handle().equals(this.handle)) {
			this.card = newest.elements().stream().map(PoolElementParameter::id).toList();
			this.pools.want(this.handle);
		}
		// All else is not for this role
	}

	private void keep(Octets newest, long now) {
		if (newest.length() > this.config.limits().maxCookieOctets()) {
			this.effects.publish(new RserpoolEvent.LimitReached("cookie octets", target().toString(), "ignored"));
			return;
		}
		this.cookie = (newest.length() > 0) ? newest : null;
		this.cookieAt = now;
	}

	/** Takes the card of another session, now and whenever it changes. */
	void couple(@Nullable UserSession with) {
		UserSession leader = with;
		while (leader != null && leader != this) {
			leader = leader.coupled;
		}
		if (leader != this) {
			this.coupled = with;
		}
	}

	/** What this process is itself: its card goes to every element, now and later. */
	void ownCard(PoolHandle own, List<PoolElementParameter> elements, long now) {
		this.ownHandle = own;
		this.ownElements = List.copyOf(elements);
		SessionLink open = this.link;
		if (open != null && open.isOpen() && !elements.isEmpty()) {
			open.sendControl(new BusinessCard(own, this.ownElements), now);
		}
	}

	void tune(LinkTuning tuning, long connectTimeoutMillis, long now) {
		this.config = this.config.withTuning(tuning).withConnectTimeoutMillis(connectTimeoutMillis);
		if (this.link != null) {
			this.link.tune(tuning, now);
		}
	}

	// The end

	/** Ends when everything is acknowledged, or after ten seconds. */
	void close(long now) {
		if (this.state == UserSessionState.CLOSED || this.closing) {
			return;
		}
		this.closing = true;
		this.effects.setTimer(timer(SessionTimer.Kind.CLOSE), CLOSE_MILLIS);
		finishClosing(now);
	}

	private void finishClosing(long now) {
		if (!this.closing || !this.outbox.isEmpty()) {
			return;
		}
		SessionLink open = this.link;
		if (this.state == UserSessionState.OPEN && open != null) {
			state(UserSessionState.CLOSING);
			open.close(now);
		}
		else if (this.state != UserSessionState.CLOSING) {
			end(null, now);
		}
	}

	void closeTimedOut(long now) {
		end("not everything was acknowledged when it was closed", now);
	}

	void end(@Nullable String failure, long now) {
		if (this.state == UserSessionState.CLOSED) {
			return;
		}
		String why = (failure != null) ? failure : "closed";
		SessionLink open = this.link;
		ConnectionId dialled = this.connection;
		if (open != null) {
			open.abort(why, now);
		}
		else if (dialled != null) {
			this.effects.close(dialled, why);
		}
		this.link = null;
		this.connection = null;
		for (SessionTimer.Kind kind : SessionTimer.Kind.values()) {
			this.effects.cancelTimer(timer(kind));
		}
		state(UserSessionState.CLOSED);
		this.table.ended(this);
		int lost = this.outbox.abandon(why);
		this.requests.abandon(why);
		this.effects.publish(new RserpoolEvent.SessionEnded(this.id.toString(), this.handle, why, lost),
				(this.interruption != null) ? this.interruption.event : 0);
		this.listener.ended(failure);
	}

	SessionId id() {
		return this.id;
	}

	@Nullable SessionLink currentLink() {
		return this.link;
	}

	UserSessionSnapshot snapshot(long now) {
		Octets held = this.cookie;
		SessionLink open = this.link;
		return new UserSessionSnapshot(this.id, this.handle, this.state, this.config.failover(), this.target,
				this.outbox.unacknowledged(), this.outbox.queued(), this.requests.size(), this.failovers,
				(held != null) ? held.length() : 0, (held != null) ? now - this.cookieAt : 0, card(),
				now - this.startedAt, (open != null) ? open.roundTripMillis().orElse(-1) : -1);
	}

	private void state(UserSessionState next) {
		if (this.state != next) {
			this.state = next;
			this.listener.stateChanged(next, this.target);
		}
	}

	private SessionTimer timer(SessionTimer.Kind kind) {
		return new SessionTimer.Session(this.id, kind);
	}

	private SessionLink link() {
		SessionLink open = this.link;
		if (open == null) {
			throw new IllegalStateException("Session " + this.id + " has no connection");
		}
		return open;
	}

	private Inbox inbox() {
		Inbox in = this.inbox;
		if (in == null) {
			throw new IllegalStateException("Session " + this.id + " has no connection");
		}
		return in;
	}

	private Target target() {
		Target with = this.target;
		if (with == null) {
			throw new IllegalStateException("Session " + this.id + " is with nobody");
		}
		return with;
	}

	/**
	 * The time between two elements.
	 */
	private static final class Interruption {

		private final Target from;

		private final String why;

		private final long event;

		private final long since;

		private long selectedAt;

		private long connectedAt;

		private long greetedAt;

		private int given;

		Interruption(Target from, String why, long event, long now) {
			this.from = from;
			this.why = why;
			this.event = event;
			this.since = now;
		}

		FailoverSteps steps(long now) {
			return new FailoverSteps(this.selectedAt - this.since, this.connectedAt - this.selectedAt,
					this.greetedAt - this.connectedAt, now - this.greetedAt);
		}

	}

}
