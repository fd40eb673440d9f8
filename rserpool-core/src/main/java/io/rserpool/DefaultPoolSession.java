package io.rserpool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.session.FailoverFacts;
import io.rserpool.session.InMessage;
import io.rserpool.session.LossReason;
import io.rserpool.session.MessageOutcome;
import io.rserpool.session.OutgoingMessage;
import io.rserpool.session.Ppid;
import io.rserpool.session.RequestOutcome;
import io.rserpool.session.SessionId;
import io.rserpool.session.SessionOpening;
import io.rserpool.session.Target;
import io.rserpool.session.UserSessionListener;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Hands a session's calls to the machine, and the machine's words to the application.
 */
final class DefaultPoolSession implements PoolSession, UserSessionListener {

	private static final Logger logger = LoggerFactory.getLogger(PoolSession.class);

	private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(11);

	private final PoolHandle handle;

	private final SessionOptions.Values options;

	private final RunningSessions sessions;

	private final Executor callbacks;

	private final SerialExecutor serial;

	private final Admission admission;

	private final CompletableFuture<Void> over = new CompletableFuture<>();

	private volatile SessionId id = SessionId.NONE;

	private volatile UserSessionState state = UserSessionState.SEARCHING;

	private volatile @Nullable Target target;

	DefaultPoolSession(PoolHandle handle, SessionOptions options, RunningSessions sessions, Executor callbacks) {
		this.handle = handle;
		this.options = options.values();
		this.sessions = sessions;
		this.callbacks = callbacks;
		this.serial = new SerialExecutor((this.options.executor != null) ? this.options.executor : callbacks);
		this.admission = new Admission(this.options.maxQueuedMessages, this.options.maxQueuedOctets);
	}

	/**
	 * Opens it.
	 * @param fixed an address in place of the pool's elements, or null
	 */
	void open(io.rserpool.session.SessionConfig config, @Nullable Target fixed) {
		SessionOpening opening = new SessionOpening(this.handle, this.options.element, fixed, config, this);
		this.sessions.driver().execute((now) -> {
			this.sessions.machine().open(opening, now);
			PoolElement own = this.options.ownElement;
			if (own != null) {
				this.sessions.machine().ownCard(this.id, own.handle(), OwnCard.of(own), now);
			}
		}, (failure) -> ended(String.valueOf(failure.getMessage())));
	}

	@Override
	public SessionId id() {
		return this.id;
	}

	@Override
	public PoolHandle handle() {
		return this.handle;
	}

	@Override
	public UserSessionState state() {
		return this.state;
	}

	@Override
	public Optional<PoolElementId> element() {
		Target with = this.target;
		return (with != null) ? Optional.ofNullable(with.element()) : Optional.empty();
	}

	@Override
	public CompletableFuture<Void> send(byte[] message) {
		return send(message, SendOptions.DEFAULT);
	}

	@Override
	public CompletableFuture<Void> send(byte[] message, SendOptions options) {
		OutgoingMessage outgoing = options.message(message, this.options.sendOver);
		SendFuture future = new SendFuture(message);
		if (admitted(message, future)) {
			this.sessions.driver()
				.execute((now) -> this.sessions.machine().send(this.id, outgoing, future, now), future::closed);
		}
		return future;
	}

	private boolean admitted(byte[] message, CompletableFuture<?> future) {
		boolean wait = this.options.whenFull == WhenFull.BLOCK && !this.sessions.loop().inLoop();
		try {
			if (this.admission.enter(message.length, wait)) {
				return true;
			}
			future.completeExceptionally(this.over.isDone()
					? new MessageLostException(LossReason.UNSENT, "The session is closed", message)
					: new SessionQueueFullException("Session " + this.id + " with pool '" + this.handle + "' keeps its "
							+ this.options.maxQueuedMessages + " messages or " + this.options.maxQueuedOctets
							+ " octets already: send more slowly, or allow more"));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			future.completeExceptionally(new RserpoolException("Interrupted while waiting for room", ex));
		}
		return false;
	}

	@Override
	public CompletableFuture<byte[]> request(byte[] message) {
		return request(message, SendOptions.DEFAULT);
	}

	@Override
	public CompletableFuture<byte[]> request(byte[] message, SendOptions options) {
		RequestFuture future = new RequestFuture(message, this.callbacks);
		ask(message, options, future);
		return future;
	}

	private void ask(byte[] message, SendOptions options, RequestFuture future) {
		OutgoingMessage outgoing = options.message(message, Ppid.REQUEST, this.options.sendOver);
		if (admitted(message, future)) {
			this.sessions.driver()
				.execute((now) -> this.sessions.machine().request(this.id, outgoing, future, now), future::closed);
		}
	}

	@Override
	public byte[] call(byte[] message) {
		// Nobody else can hang anything on this future: no other thread need complete it
		RequestFuture future = new RequestFuture(message, Runnable::run);
		ask(message, SendOptions.DEFAULT, future);
		return Futures.join(this.sessions.loop(), future, Long.MAX_VALUE / 4,
				() -> "Request to pool '" + this.handle + "'");
	}

	@Override
	public void failover() {
		later((now) -> this.sessions.machine().failover(this.id, now));
	}

	@Override
	public void forceFailover(String why) {
		later((now) -> this.sessions.machine().forceFailover(this.id, why, false, now));
	}

	@Override
	public void elementFailed(String why) {
		later((now) -> this.sessions.machine().forceFailover(this.id, why, true, now));
	}

	@Override
	public void coupleWith(PoolSession other) {
		if (!(other instanceof DefaultPoolSession leader) || leader.sessions != this.sessions) {
			throw new IllegalArgumentException("Session " + other.id() + " belongs to another pool user");
		}
		if (!leader.handle.equals(this.handle)) {
			throw new IllegalArgumentException(
					"A session with pool '" + leader.handle + "' has no card for pool '" + this.handle + "'");
		}
		later((now) -> this.sessions.machine().couple(this.id, leader.id));
	}

	@Override
	public void tune(SessionTimers timers) {
		later((now) -> this.sessions.machine().tune(this.id, timers.tuning(), timers.connectTimeout().toMillis(), now));
	}

	private void later(java.util.function.LongConsumer call) {
		this.sessions.driver().execute(call, (failure) -> logger.debug("Session {} is closed", this.id, failure));
	}

	@Override
	public CompletableFuture<UserSessionSnapshot> snapshot() {
		return Futures.offLoop(
				this.sessions.driver()
					.submit((now) -> this.sessions.machine()
						.snapshot(this.id, now)
						.orElseThrow(() -> new IllegalStateException("Session " + this.id + " is closed"))),
				this.callbacks);
	}

	@Override
	public CompletableFuture<Void> closeAsync() {
		this.sessions.driver().execute((now) -> this.sessions.machine().close(this.id, now), (failure) -> ended(null));
		return this.over;
	}

	@Override
	public void close(Duration within) {
		if (!Futures.within(this.sessions.loop(), closeAsync(), within.toMillis())) {
			later((now) -> this.sessions.machine().abort(this.id, "closed", now));
		}
	}

	@Override
	public void close() {
		close(DEFAULT_CLOSE);
	}

	// What the machine says

	@Override
	public void named(SessionId id) {
		this.id = id;
	}

	@Override
	public void stateChanged(UserSessionState state, @Nullable Target target) {
		this.state = state;
		this.target = target;
		tell((listener) -> listener.stateChanged(this, state));
	}

	@Override
	public void received(InMessage message, Target from) {
		SessionListener listener = this.options.listener;
		UserMessage received = new ReceivedFromElement(message, from);
		if (listener == null) {
			received.acknowledge();
			return;
		}
		this.serial.execute(() -> deliver(listener, received));
	}

	private void deliver(SessionListener listener, UserMessage received) {
		try {
			listener.received(this, received);
			if (!this.options.manualAcknowledgement) {
				received.acknowledge();
			}
		}
		catch (Exception ex) {
			logger.warn("The listener of session {} failed on {}, which stays unacknowledged", this.id, received, ex);
		}
	}

	@Override
	public void failoverNeeded(FailoverFacts facts) {
		tell((listener) -> listener.failoverNeeded(this, new Context(facts)));
	}

	@Override
	public void failoverBegun(FailoverFacts facts) {
		this.serial.execute(() -> {
			FailoverDecision decision = decide(new Context(facts));
			byte[] first = decision.state();
			later((now) -> this.sessions.machine()
				.decided(this.id, connection(facts), decision.verdict(), (first != null) ? OctetSlice.of(first) : null,
						decision.why(), now));
		});
	}

	private FailoverDecision decide(Context context) {
		FailoverHandler handler = this.options.failoverHandler;
		if (handler == null) {
			return FailoverDecision.proceed();
		}
		try {
			return handler.onFailover(context);
		}
		catch (Exception ex) {
			logger.warn("The failover handler of session {} failed; the next element is tried", this.id, ex);
			return FailoverDecision.nextElement("the failover handler failed: " + ex);
		}
	}

	private static io.rserpool.machine.ConnectionId connection(FailoverFacts facts) {
		io.rserpool.machine.ConnectionId connection = facts.connection();
		if (connection == null) {
			throw new IllegalStateException("A failover without a connection");
		}
		return connection;
	}

	@Override
	public void failoverDone(FailoverFacts facts, int resent, int lost) {
		tell((listener) -> listener.failedOver(this, new Context(facts)));
	}

	@Override
	public void ended(@Nullable String failure) {
		this.state = UserSessionState.CLOSED;
		this.target = null;
		this.admission.close();
		tell((listener) -> listener.ended(this, failure));
		this.callbacks.execute(() -> this.over.complete(null));
	}

	private void tell(java.util.function.Consumer<SessionListener> word) {
		SessionListener listener = this.options.listener;
		if (listener != null) {
			this.serial.execute(() -> word.accept(listener));
		}
	}

	@Override
	public String toString() {
		return "session " + this.id + " with pool '" + this.handle + "'";
	}

	/** The outcome of a message, for its sender. */
	private final class SendFuture extends CompletableFuture<Void> implements MessageOutcome {

		private final byte[] body;

		SendFuture(byte[] body) {
			this.body = body;
		}

		@Override
		public void taken() {
			DefaultPoolSession.this.admission.leave(this.body.length);
			DefaultPoolSession.this.callbacks.execute(() -> complete(null));
		}

		@Override
		public void lost(LossReason reason, String why) {
			DefaultPoolSession.this.admission.leave(this.body.length);
			DefaultPoolSession.this.callbacks
				.execute(() -> completeExceptionally(new MessageLostException(reason, why, this.body)));
		}

		void closed(RuntimeException failure) {
			lost(LossReason.UNSENT, "The session is closed");
		}

	}

	/** The outcome of a request, for its sender. */
	private final class RequestFuture extends CompletableFuture<byte[]> implements RequestOutcome {

		private final byte[] body;

		private final Executor where;

		RequestFuture(byte[] body, Executor where) {
			this.body = body;
			this.where = where;
		}

		@Override
		public void replied(OctetSlice reply) {
			DefaultPoolSession.this.admission.leave(this.body.length);
			this.where.execute(() -> complete(reply.toByteArray()));
		}

		@Override
		public void failed(String why) {
			DefaultPoolSession.this.admission.leave(this.body.length);
			this.where.execute(() -> completeExceptionally(new RequestFailedException(why)));
		}

		@Override
		public void lost(LossReason reason, String why) {
			DefaultPoolSession.this.admission.leave(this.body.length);
			this.where.execute(() -> completeExceptionally(new MessageLostException(reason, why, this.body)));
		}

		void closed(RuntimeException failure) {
			lost(LossReason.UNSENT, "The session is closed");
		}

	}

	/** A message of an element. */
	private final class ReceivedFromElement extends UserMessage {

		private final Target from;

		ReceivedFromElement(InMessage message, Target from) {
			super(message, from.element());
			this.from = from;
		}

		@Override
		void sendAnswer(OutgoingMessage answer) {
			OutgoingMessage outgoing = new OutgoingMessage(answer.stream(), answer.ppid(), false,
					DefaultPoolSession.this.options.sendOver, 0, answer.replyTo(), answer.body());
			SendFuture future = new SendFuture(answer.body().toByteArray());
			if (admitted(future.body, future)) {
				DefaultPoolSession.this.sessions.driver()
					.execute((now) -> DefaultPoolSession.this.sessions.machine()
						.send(DefaultPoolSession.this.id, outgoing, future, now), future::closed);
			}
			if (!DefaultPoolSession.this.options.manualAcknowledgement) {
				acknowledge();
			}
		}

		@Override
		public void acknowledge() {
			if (claimFinish()) {
				later((now) -> DefaultPoolSession.this.sessions.machine()
					.finished(DefaultPoolSession.this.id, message(), this.from, now));
			}
		}

	}

	/** What is told of a failover. */
	private final class Context implements FailoverContext {

		private final FailoverFacts facts;

		Context(FailoverFacts facts) {
			this.facts = facts;
		}

		@Override
		public PoolSession session() {
			return DefaultPoolSession.this;
		}

		@Override
		public Optional<PoolElementId> from() {
			Target from = this.facts.from();
			return (from != null) ? Optional.ofNullable(from.element()) : Optional.empty();
		}

		@Override
		public Optional<PoolElementId> to() {
			Target to = this.facts.to();
			return (to != null) ? Optional.ofNullable(to.element()) : Optional.empty();
		}

		@Override
		public Optional<java.net.InetSocketAddress> address() {
			return Optional.ofNullable(this.facts.to()).map((to) -> to.endpoint().toSocketAddress());
		}

		@Override
		public String reason() {
			return this.facts.why();
		}

		@Override
		public Optional<byte[]> cookie() {
			return Optional.ofNullable(this.facts.cookie()).map(Octets::toByteArray);
		}

		@Override
		public java.util.List<byte[]> unacknowledged() {
			return this.facts.unacknowledged().stream().map(OctetSlice::toByteArray).toList();
		}

		@Override
		public CompletableFuture<Void> send(byte[] message) {
			SendFuture future = new SendFuture(message);
			OutgoingMessage outgoing = SendOptions.DEFAULT.message(message, false);
			if (admitted(message, future)) {
				DefaultPoolSession.this.sessions.driver()
					.execute(
							(now) -> DefaultPoolSession.this.sessions.machine()
								.sendBound(DefaultPoolSession.this.id, connection(this.facts), outgoing, future, now),
							future::closed);
			}
			return future;
		}

	}

}
