package io.rserpool.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.CookieEcho;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolHandle;

/**
 * A session of a pool user as the element sees it: one connection. What outlives the
 * connection is the {@link DuplicateWindow}.
 */
final class ElementSession implements LinkListener {

	private static final long CLOSE_MILLIS = 10_000;

	private final ConnectionId connection;

	private final PoolHandle handle;

	private final Endpoint remote;

	private final ElementConfig config;

	private final Effects<SessionTimer> effects;

	private final DuplicateWindows windows;

	private final Consumer<ConnectionId> table;

	private final Outbox outbox;

	private final Inbox inbox;

	private @Nullable ElementSessionListener listener;

	private @Nullable SessionLink link;

	private @Nullable DuplicateWindow window;

	private boolean anyControl;

	/** Messages behind one that is still being worked on for a former connection. */
	private final Deque<InMessage> waiting = new ArrayDeque<>(0);

	private boolean anyData;

	private boolean namedByCookie;

	private boolean accepted;

	private boolean closing;

	private boolean over;

	private int cookieOctets;

	private final long startedAt;

	/**
	 * Makes a session that was not greeted yet.
	 * @param table forgets it when it is over
	 */
	ElementSession(ConnectionId connection, Endpoint remote, ElementConfig config, DuplicateWindows windows,
			Effects<SessionTimer> effects, Consumer<ConnectionId> table, long now) {
		this.connection = connection;
		this.handle = config.handle();
		this.remote = remote;
		this.config = config;
		this.effects = effects;
		this.windows = windows;
		this.table = table;
		this.outbox = new Outbox(config.session(), SessionId.NONE);
		this.inbox = new Inbox(config.session().limits(), SessionId.NONE);
		this.startedAt = now;
	}

	void start(SessionLink link, ElementSessionListener listener, long now) {
		this.link = link;
		this.listener = listener;
		link.open(now);
	}

	SessionLink link() {
		SessionLink open = this.link;
		if (open == null) {
			throw new IllegalStateException("Session of " + this.remote + " has not begun");
		}
		return open;
	}

	private ElementSessionListener listener() {
		ElementSessionListener told = this.listener;
		if (told == null) {
			throw new IllegalStateException("Session of " + this.remote + " has not begun");
		}
		return told;
	}

	@Override
	public void opened(long now) {
		if (link().hasControl()) {
			BusinessCard card = this.config.cards().card(this.connection);
			if (card != null) {
				// Before any user data (asap.md 10)
				link().sendControl(card, now);
			}
		}
		this.outbox.attach(link());
		listener().opened();
		this.outbox.release(now);
	}

	@Override
	public void controlReceived(AsapMessage message, long now) {
		if (message instanceof CookieEcho echo && !this.anyControl && !this.anyData) {
			resume(echo.data(), now);
		}
		else if (message instanceof BusinessCard card) {
			listener().cardReceived(card);
		}
		// All else is not for this role, or comes too late
		this.anyControl = true;
	}

	private void resume(Octets cookie, long now) {
		CookieCheck check = this.config.cookies().check(cookie);
		String refusal = check.refusal();
		if (refusal != null) {
			rejected(refusal);
			return;
		}
		if (!check.session().isNone()) {
			this.namedByCookie = true;
			session(check.session(), now);
		}
		accepted(true);
		listener().cookieEchoed(check.state());
	}

	private void rejected(String why) {
		this.effects.publish(new RserpoolEvent.CookieRejected(this.handle, this.remote.toString(), why));
	}

	private void accepted(boolean resumed) {
		if (!this.accepted) {
			this.accepted = true;
			this.effects.publish(new RserpoolEvent.SessionAccepted(this.handle, this.remote.toString(), resumed));
		}
	}

	private void session(SessionId id, long now) {
		this.inbox.session(id);
		this.outbox.session(id);
		if (this.window == null && this.config.deduplicates()) {
			this.window = this.windows.enter(id, this, now);
		}
	}

	@Override
	public void received(long number, int stream, int ppid, boolean unordered, OctetSlice data, long now) {
		try {
			InMessage message = this.inbox.take(number, stream, ppid, unordered, data, link(), now);
			if (message != null) {
				arrived(message, now);
			}
		}
		catch (SessionProtocolException ex) {
			if (this.namedByCookie && !this.anyData) {
				// [SR-29] A cookie of another session, which shows with the first data
				rejected(ex.rule());
			}
			abort(ex.rule(), now);
		}
	}

	private void arrived(InMessage message, long now) {
		if (!this.anyData) {
			this.anyData = true;
			if (!message.session().isNone()) {
				session(message.session(), now);
			}
			accepted(false);
		}
		if (this.waiting.isEmpty()) {
			hand(message, now);
		}
		else {
			this.waiting.add(message);
		}
	}

	private void hand(InMessage message, long now) {
		DuplicateWindow known = this.window;
		if (known == null) {
			listener().received(message);
		}
		else if (known.isRunning(message.sequence())) {
			// Its fate is not known yet, and two at once would be one too many. What
			// comes behind it waits, too, or the order would be lost. That it was sent
			// again it says only on the newer connection, which may be the faster one
			this.waiting.add(message);
			known.park(message.sequence(), () -> handWaiting(now));
		}
		else if (known.isDone(message.sequence()) && isAnswered(known, message, now)) {
			this.inbox.done(message);
			link().delivered(message.number(), now);
		}
		else {
			known.begin(message.sequence());
			listener().received(message);
		}
	}

	private void handWaiting(long now) {
		List<InMessage> freed = new ArrayList<>(this.waiting);
		this.waiting.clear();
		if (!this.over) {
			freed.forEach((message) -> arrived(message, now));
		}
	}

	/** Whether nothing is left to do for a message that was processed before. */
	private boolean isAnswered(DuplicateWindow known, InMessage message, long now) {
		if (message.ppid() != Ppid.REQUEST || !message.again() || known.isAnswered(message.sequence())) {
			// Nobody waits for an answer: it comes late, by a former connection
			return true;
		}
		OutgoingMessage reply = known.takeReply(message.sequence());
		if (reply == null) {
			return false;
		}
		this.outbox.offer(reply, new Answer(known, message.sequence(), MessageOutcome.IGNORED), now);
		return true;
	}

	void finished(InMessage message, Processing processing, long now) {
		DuplicateWindow known = this.window;
		if (known != null) {
			known.end(message.sequence(), processing == Processing.DONE);
		}
		if (this.over) {
			return;
		}
		this.inbox.done(message);
		switch (processing) {
			case DONE -> link().delivered(message.number(), now);
			case FAILED -> abort("the application could not process a message", now);
			case DISCARDED -> {
				// It stays unacknowledged
			}
		}
	}

	void send(OutgoingMessage message, MessageOutcome outcome, long now) {
		if (this.over) {
			outcome.lost(LossReason.UNSENT, "The session has ended here");
			if (message.isReply()) {
				keepReply(message);
			}
			return;
		}
		this.outbox.offer(message, noted(message, outcome), now);
	}

	/** What comes late need not be answered again, if the user has this. */
	private MessageOutcome noted(OutgoingMessage message, MessageOutcome outcome) {
		DuplicateWindow known = this.window;
		if (known == null || !message.isReply()) {
			return outcome;
		}
		return new Answer(known, message.request(), outcome);
	}

	/**
	 * Leaves state with the user.
	 * @return whether there is a control channel to send it on
	 */
	boolean cookie(Octets state, long now) {
		if (this.over || !link().isOpen() || !link().hasControl()) {
			return false;
		}
		Octets sealed = this.config.cookies().seal(state, this.inbox.session());
		if (state.length() == 0) {
			// Nothing is left, also of a signature; it has counted, so that none of
			// before is believed any more
			sealed = Octets.EMPTY;
		}
		this.cookieOctets = sealed.length();
		link().sendControl(new Cookie(sealed), now);
		return true;
	}

	boolean card(BusinessCard card, long now) {
		if (this.over || !link().isOpen() || !link().hasControl()) {
			return false;
		}
		link().sendControl(card, now);
		return true;
	}

	/** Gives the user the card that is dealt now, as the pool has changed. */
	void dealAgain(long now) {
		BusinessCard card = this.config.cards().card(this.connection);
		if (card != null) {
			card(card, now);
		}
	}

	/** Ends when all is sent and acknowledged, or after ten seconds. */
	void close(long now) {
		if (this.over || this.closing) {
			return;
		}
		this.closing = true;
		if (!finishClosing(now)) {
			this.effects.setTimer(new SessionTimer.Link(this.connection, LinkTimer.CLOSE), CLOSE_MILLIS);
		}
	}

	/** What waits to be sent goes before the link is closed, as nothing does after. */
	private boolean finishClosing(long now) {
		boolean ready = !link().isOpen() || this.outbox.isEmpty();
		if (ready) {
			link().close(now);
		}
		return ready;
	}

	void timerExpired(LinkTimer timer, long now) {
		if (timer == LinkTimer.CLOSE && this.closing && link().isOpen()) {
			abort("not all acknowledged within " + CLOSE_MILLIS + " ms of the close", now);
		}
		else {
			link().timerExpired(timer, now);
		}
	}

	/** The user has another connection here: this one is of no use to it any more. */
	void supersede(long now) {
		abort("the session goes on by another connection", now);
	}

	void abort(String why, long now) {
		if (!this.over) {
			link().abort(why, now);
			end(why, now);
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
	public void failed(@Nullable String error, String why, long now) {
		end((error != null) ? error : why, now);
	}

	@Override
	public void closed(long now) {
		end(null, now);
	}

	private void end(@Nullable String failure, long now) {
		if (this.over) {
			return;
		}
		this.over = true;
		this.table.accept(this.connection);
		DuplicateWindow known = this.window;
		if (known != null) {
			this.outbox.unacknowledgedReplies().forEach((message) -> keepReply(message.message()));
			known.leave(this, now);
		}
		this.outbox.abandon((failure != null) ? failure : "closed");
		listener().ended(failure);
	}

	private void keepReply(OutgoingMessage reply) {
		DuplicateWindow known = this.window;
		if (known != null) {
			known.keepReply(reply.request(), reply);
		}
	}

	SessionId id() {
		return this.inbox.session();
	}

	ElementSessionSnapshot snapshot(long now) {
		return new ElementSessionSnapshot(this.connection, this.inbox.session(), this.remote, this.inbox.waiting(),
				this.outbox.unacknowledged(), this.outbox.queued(), this.cookieOctets, now - this.startedAt);
	}

	/**
	 * Notes in the window that the user has the answer to a request.
	 */
	private record Answer(DuplicateWindow window, long request, MessageOutcome outcome) implements MessageOutcome {

		@Override
		public void taken() {
			this.window.answered(this.request);
			this.outcome.taken();
		}

		@Override
		public void lost(LossReason reason, String why) {
			this.outcome.lost(reason, why);
		}

	}

}
