package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.session.ElementSessionKey;
import io.rserpool.session.ElementSessionListener;
import io.rserpool.session.InMessage;
import io.rserpool.session.LossReason;
import io.rserpool.session.MessageOutcome;
import io.rserpool.session.OutgoingMessage;
import io.rserpool.session.Processing;
import io.rserpool.session.SessionId;
import io.rserpool.session.SessionTimer;
import io.rserpool.transport.MachineDriver;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;

/**
 * Hands a served session's messages to the handler, one at a time, and its calls to the
 * machine.
 */
final class DefaultServedSession implements ServedSession, ElementSessionListener {

	private static final Logger logger = LoggerFactory.getLogger(ServedSession.class);

	private final DefaultSessionServer server;

	private final MachineDriver<SessionTimer> driver;

	private final ElementSessionKey key;

	private final Endpoint remote;

	private final SerialExecutor serial;

	private volatile boolean over;

	private volatile SessionId id = SessionId.NONE;

	private volatile @Nullable Object state;

	private volatile List<PoolElementId> userCard = List.of();

	private volatile @Nullable PoolHandle userPool;

	DefaultServedSession(DefaultSessionServer server, MachineDriver<SessionTimer> driver, ElementSessionKey key,
			Endpoint remote, SerialExecutor serial) {
		this.server = server;
		this.driver = driver;
		this.key = key;
		this.remote = remote;
		this.serial = serial;
	}

	ConnectionId connection() {
		return this.key.connection();
	}

	private SessionHandler handler() {
		return this.server.settings().handler;
	}

	// What the machine says

	@Override
	public void opened() {
		this.serial.execute(() -> guarded("at its beginning", () -> handler().opened(this)));
	}

	@Override
	public void cookieEchoed(Octets cookie) {
		this.id = this.key.id();
		this.serial.execute(() -> guarded("at its cookie", () -> handler().resumed(this, cookie.toByteArray())));
	}

	@Override
	public void cardReceived(BusinessCard card) {
		boolean first = this.userPool == null;
		this.userCard = card.elements().stream().map(PoolElementParameter::id).toList();
		this.userPool = card.handle();
		if (first) {
			// Of one card only, so that nobody can fill the cache with names
			this.server.senders().want(card.handle());
		}
	}

	@Override
	public void received(InMessage message) {
		if (this.id.isNone()) {
			this.id = message.session();
		}
		FromUser received = new FromUser(message);
		this.serial.execute(() -> deliver(received));
	}

	private void deliver(FromUser message) {
		if (this.over) {
			// Whoever serves the session now gets it; two would be one too many
			message.finish(Processing.DISCARDED);
			return;
		}
		try {
			handler().received(this, message);
			message.returned();
		}
		catch (Exception ex) {
			logger.warn("The handler of pool '{}' failed on {}", handle(), message, ex);
			message.failed(ex);
		}
	}

	@Override
	public void ended(@Nullable String failure) {
		if (this.over) {
			return;
		}
		this.over = true;
		this.server.ended(this);
		this.serial.execute(() -> guarded("at its end", () -> handler().closed(this, failure)));
	}

	/** A session whose handler fails before any message is no session. */
	private void guarded(String when, Call call) {
		try {
			call.run();
		}
		catch (Exception ex) {
			logger.warn("The handler of pool '{}' failed {} of the session of {}", handle(), when, this.remote, ex);
			later((now) -> this.server.machine().abort(this.key, "the handler failed", now));
		}
	}

	private void later(java.util.function.LongConsumer call) {
		this.driver.execute(call, (failure) -> logger.debug("The server of pool '{}' is closed", handle(), failure));
	}

	// What the application says

	@Override
	public Optional<SessionId> id() {
		SessionId known = this.id;
		return known.isNone() ? Optional.empty() : Optional.of(known);
	}

	@Override
	public PoolHandle handle() {
		return this.server.settings().pool;
	}

	@Override
	public InetSocketAddress remoteAddress() {
		return this.remote.toSocketAddress();
	}

	@Override
	public boolean isOpen() {
		return !this.over;
	}

	@Override
	public @Nullable Object state() {
		return this.state;
	}

	@Override
	public void state(@Nullable Object state) {
		this.state = state;
	}

	@Override
	public CompletableFuture<Boolean> cookie(byte[] state) {
		int most = this.server.maxCookieState();
		if (state.length > most) {
			throw new IllegalArgumentException(
					"A cookie of " + state.length + " octets is too long, allowed is up to " + most);
		}
		Octets octets = Octets.of(state);
		return ask((now) -> this.server.machine().cookie(this.key, octets, now));
	}

	@Override
	public CompletableFuture<Boolean> businessCard(List<PoolElementParameter> elements) {
		if (elements.isEmpty()) {
			throw new IllegalArgumentException("A business card names at least one element");
		}
		BusinessCard card = new BusinessCard(handle(), elements);
		return ask((now) -> this.server.machine().card(this.key, card, now));
	}

	private CompletableFuture<Boolean> ask(java.util.function.LongFunction<Boolean> call) {
		CompletableFuture<Boolean> future = new CompletableFuture<>();
		this.driver.execute((now) -> complete(future, call.apply(now)), (failure) -> complete(future, false));
		return future;
	}

	private void complete(CompletableFuture<Boolean> future, boolean value) {
		this.server.callbacks().execute(() -> future.complete(value));
	}

	@Override
	public List<PoolElementId> userCard() {
		return this.userCard;
	}

	@Override
	public Optional<PoolHandle> userPool() {
		return Optional.ofNullable(this.userPool);
	}

	@Override
	public Optional<PoolElementId> sender() {
		PoolHandle pool = this.userPool;
		return (pool != null) ? this.server.senders().at(pool, this.remote.address().toInetAddress())
				: Optional.empty();
	}

	@Override
	public CompletableFuture<Void> send(byte[] message) {
		return send(message, SendOptions.DEFAULT);
	}

	@Override
	public CompletableFuture<Void> send(byte[] message, SendOptions options) {
		CompletableFuture<Void> future = new CompletableFuture<>();
		OutgoingMessage outgoing = options.message(message, true);
		MessageOutcome outcome = new Outcome(message, future, this.server.callbacks());
		this.driver.execute((now) -> this.server.machine().send(this.key, outgoing, outcome, now),
				(failure) -> outcome.lost(LossReason.UNSENT, "The element is closed"));
		return future;
	}

	@Override
	public void close() {
		later((now) -> this.server.machine().close(this.key, now));
	}

	@Override
	public String toString() {
		return "session " + this.id + " of " + this.remote;
	}

	/**
	 * A call of the handler.
	 */
	@FunctionalInterface
	private interface Call {

		void run() throws Exception;

	}

	/** The outcome of a message, for its sender. */
	private record Outcome(byte[] body, CompletableFuture<Void> future, Executor where) implements MessageOutcome {

		@Override
		public void taken() {
			this.where.execute(() -> this.future.complete(null));
		}

		@Override
		public void lost(LossReason reason, String why) {
			this.where
				.execute(() -> this.future.completeExceptionally(new MessageLostException(reason, why, this.body)));
		}

	}

	/** A message of the user. */
	private final class FromUser extends UserMessage {

		FromUser(InMessage message) {
			super(message, null);
		}

		private boolean isManual() {
			return DefaultServedSession.this.server.settings().manualAcknowledgement;
		}

		/** The handler is through; an answer may still be to come. */
		void returned() {
			if (!isManual() && (!isRequest() || isAnswered())) {
				finish(Processing.DONE);
			}
		}

		void failed(Exception failure) {
			if (isRequest()) {
				refuse((failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName());
				finish(Processing.DONE);
			}
			else {
				finish(Processing.FAILED);
			}
		}

		void finish(Processing processing) {
			if (claimFinish()) {
				later((now) -> DefaultServedSession.this.server.machine()
					.finished(DefaultServedSession.this.key, message(), processing, now));
			}
		}

		@Override
		void sendAnswer(int ppid, byte[] prefixed) {
			OutgoingMessage outgoing = SendOptions.DEFAULT.ppid(ppid).stream(stream()).message(prefixed, true);
			later((now) -> DefaultServedSession.this.server.machine()
				.send(DefaultServedSession.this.key, outgoing, MessageOutcome.IGNORED, now));
			if (!isManual()) {
				finish(Processing.DONE);
			}
		}

		@Override
		public void acknowledge() {
			finish(Processing.DONE);
		}

	}

}
