package io.rserpool;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.ElementKey;
import io.rserpool.asap.ElementSpec;
import io.rserpool.asap.ElementState;
import io.rserpool.asap.RegistrationListener;
import io.rserpool.asap.RequestCallback;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;

/**
 * Hands a pool element's calls to its endpoint's machine and remembers what comes of
 * them.
 */
final class DefaultPoolElement implements PoolElement {

	private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(2);

	private final PoolElementBuilder settings;

	private final @Nullable DefaultSessionServer sessions;

	private final OtherElements others;

	private final DefaultAsapEndpoint endpoint;

	private final boolean ownEndpoint;

	private final Object lock = new Object();

	private volatile MemberSelectionPolicy policy;

	private volatile PoolElementId id;

	private volatile RegistrationState state = RegistrationState.IDLE;

	private volatile @Nullable String failure;

	private @Nullable CompletableFuture<Void> registration;

	private volatile @Nullable Runnable unwatch;

	/** What the machine knows; changes on the loop only. */
	private volatile @Nullable Member member;

	DefaultPoolElement(PoolElementBuilder settings) {
		this.settings = settings;
		this.policy = settings.policy;
		this.id = (settings.id != null) ? settings.id : new PoolElementId(0);
		this.ownEndpoint = settings.endpoint == null;
		AsapEndpoint shared = settings.endpoint;
		if (shared == null) {
			shared = AsapEndpoint.builder().name(settings.handle.toString()).enrpServers(settings.enrpServers).build();
		}
		this.endpoint = (DefaultAsapEndpoint) shared;
		this.others = new OtherElements(settings.handle, () -> this.id, this.endpoint::current);
		this.sessions = (settings.sessions != null) ? server(settings.sessions) : null;
	}

	private DefaultSessionServer server(SessionServerBuilder served) {
		DefaultSessionServer server = (DefaultSessionServer) this.endpoint.prepare(served)
			.name(handle().toString())
			.pool(handle())
			.build();
		server.others(this.others);
		server.elementId(() -> this.id.value());
		server.senders(new Senders(this.endpoint::current));
		return server;
	}

	@Override
	public void start() {
		CompletableFuture<Void> future = beginRegistration();
		Futures.join(this.endpoint.running().loop(), future, Futures.LONG_ENOUGH_MILLIS,
				() -> "Registration in pool '" + handle() + "'");
	}

	@Override
	public CompletableFuture<Void> register() {
		return offLoop(beginRegistration());
	}

	private CompletableFuture<Void> offLoop(CompletableFuture<Void> future) {
		return Futures.offLoop(future, this.endpoint.callbacks());
	}

	/**
	 * Begins a registration unless there is one, under way or done.
	 * @return done on the loop
	 */
	private CompletableFuture<Void> beginRegistration() {
		if (this.ownEndpoint) {
			this.endpoint.start();
		}
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		if (this.sessions != null) {
			this.sessions.start();
		}
		CompletableFuture<Void> future = new CompletableFuture<>();
		synchronized (this.lock) {
			CompletableFuture<Void> present = this.registration;
			if (present != null && (!present.isDone() || !present.isCompletedExceptionally() && isOn())) {
				return present;
			}
			this.registration = future;
		}
		this.endpoint.listener(running).whenComplete((opened, failed) -> submitBegin(running, future));
		return future;
	}

	private boolean isOn() {
		return this.state != RegistrationState.IDLE && this.state != RegistrationState.FAILED;
	}

	private void submitBegin(DefaultAsapEndpoint.Running running, CompletableFuture<Void> future) {
		running.driver().submit((now) -> begin(running, future, now)).exceptionally((ex) -> {
			future.completeExceptionally(ex);
			return false;
		});
	}

	private boolean begin(DefaultAsapEndpoint.Running running, CompletableFuture<Void> future, long now) {
		synchronized (this.lock) {
			if (this.registration != future) {
				future.completeExceptionally(abandoned());
				return false;
			}
		}
		Member former = this.member;
		if (former != null && former.running() == running) {
			if (this.state == RegistrationState.DEREGISTERING) {
				// The same element cannot enter before it has left.
				former.left().whenComplete((left, failed) -> submitBegin(running, future));
				return false;
			}
			if (isOn()) {
				future.complete(null);
				return false;
			}
			running.machine().discard(former.key());
		}
		PoolElementId wanted = (this.id.value() != 0) ? this.id : null;
		Duration life = this.settings.life;
		int seconds = (life != null) ? (int) Math.min(Integer.MAX_VALUE, life.toSeconds()) : ElementSpec.DEFAULT_LIFE;
		ElementKey key = running.machine()
			.register(new ElementSpec(handle(), wanted, transport(), this.settings.additionalLegs, this.policy, seconds,
					this.settings.id != null), new Listener(future), now);
		this.member = new Member(running, key, new CompletableFuture<>());
		return true;
	}

	/** The cards of its sessions name the others of its pool: it has to know them. */
	private void followPool() {
		DefaultSessionServer server = this.sessions;
		DefaultAsapEndpoint.Running running = this.endpoint.current();
		if (server == null || running == null || server.settings().cards == CardDealer.NONE) {
			return;
		}
		if (this.unwatch == null) {
			this.unwatch = running.machine().cache().watch((handle) -> {
				if (handle.equals(handle())) {
					server.dealAgain();
				}
			});
		}
		running.driver().execute((now) -> running.machine().renew(handle(), now));
	}

	private RserpoolException abandoned() {
		return new RserpoolException("Registration in pool '" + handle()
				+ "' was abandoned: the element was deregistered or its endpoint closed before a server answered");
	}

	@Override
	public CompletableFuture<Void> updatePolicy(MemberSelectionPolicy policy) {
		if (policy.code() != this.policy.code()) {
			throw new IllegalArgumentException(
					"Policy " + policy + " is of another type than the pool's, " + this.policy);
		}
		this.policy = policy;
		return offLoop(request(
				(member, answer, now) -> member.running().machine().updatePolicy(member.key(), policy, answer, now)));
	}

	@Override
	public CompletableFuture<Void> deregister() {
		return offLoop(leave());
	}

	private CompletableFuture<Void> leave() {
		synchronized (this.lock) {
			this.registration = null;
		}
		return request((member, answer,
				now) -> member.running().machine().deregister(member.key(), new LeaveAnswer(member, answer), now));
	}

	/**
	 * Asks the machine about this element, if it knows it.
	 * @return done on the loop; done at once if there is nothing to ask
	 */
	private CompletableFuture<Void> request(Request request) {
		DefaultAsapEndpoint.Running running = this.endpoint.current();
		if (running == null) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> future = new CompletableFuture<>();
		running.driver().submit((now) -> {
			Member known = this.member;
			if (known != null && known.running() == running) {
				request.make(known, new Answer(future), now);
			}
			else {
				future.complete(null);
			}
			return true;
		}).exceptionally((ex) -> {
			future.completeExceptionally(ex);
			return false;
		});
		return future;
	}

	@Override
	public void close(Duration within) {
		DefaultAsapEndpoint.Running running = this.endpoint.current();
		if (running != null) {
			Futures.within(running.loop(), leave(), within.toMillis());
		}
		if (this.unwatch != null) {
			this.unwatch.run();
			this.unwatch = null;
		}
		if (this.sessions != null) {
			this.sessions.close(this.settings.drain);
		}
		if (this.ownEndpoint) {
			this.endpoint.close();
		}
	}

	@Override
	public void close() {
		close(DEFAULT_CLOSE);
	}

	@Override
	public PoolHandle handle() {
		return this.settings.handle;
	}

	@Override
	public PoolElementId id() {
		return this.id;
	}

	@Override
	public RegistrationState state() {
		return this.state;
	}

	@Override
	public Optional<ServerId> home() {
		return this.endpoint.home();
	}

	@Override
	public TransportParameter transport() {
		TransportParameter given = this.settings.transport;
		return (given != null) ? given : Objects.requireNonNull(this.sessions).transport();
	}

	/** The other elements of its pool, as far as they are known here. */
	List<PoolElementParameter> others() {
		return this.others.get();
	}

	@Override
	public Optional<SessionServer> sessions() {
		return Optional.ofNullable(this.sessions);
	}

	@Override
	public MemberSelectionPolicy policy() {
		return this.policy;
	}

	@Override
	public Optional<String> failure() {
		return Optional.ofNullable(this.failure);
	}

	private static NoServerReachableException noServer(String what, List<Endpoint> tried, long waitedMillis) {
		return new NoServerReachableException(what, tried.stream().map(Endpoint::toString).toList(),
				Duration.ofMillis(waitedMillis));
	}

	/**
	 * A call of the machine about this element, on the loop.
	 */
	@FunctionalInterface
	private interface Request {

		void make(Member member, RequestCallback answer, long now);

	}

	/**
	 * Follows the registration.
	 */
	private final class Listener implements RegistrationListener {

		private final CompletableFuture<Void> first;

		Listener(CompletableFuture<Void> first) {
			this.first = first;
		}

		@Override
		public void stateChanged(ElementState state, PoolElementId id) {
			DefaultPoolElement.this.id = id;
			DefaultPoolElement.this.state = RegistrationState.valueOf(state.name());
			if ((state == ElementState.IDLE || state == ElementState.DEREGISTERING) && !this.first.isDone()) {
				this.first.completeExceptionally(DefaultPoolElement.this.abandoned());
			}
		}

		@Override
		public void registered(PoolElementId id, ServerId home, @Nullable OperationError warning) {
			DefaultPoolElement.this.id = id;
			DefaultPoolElement.this.failure = null;
			followPool();
			this.first.complete(null);
		}

		@Override
		public void rejected(PoolElementId id, ErrorCause cause, boolean triesAgain) {
			failed(new RegistrationRejectedException(handle(), id, cause, remedy(cause, triesAgain)));
		}

		private String remedy(ErrorCause cause, boolean triesAgain) {
			if (!triesAgain) {
				return "It is not tried again unless something is changed";
			}
			String now = (cause.cause() == CauseCode.NON_UNIQUE_PE_IDENTIFIER)
					? "Another element of the pool has this id; give each element an id of its own, or none. " : "";
			return now + "It is tried again after a while";
		}

		@Override
		public void noServer(PoolElementId id, List<Endpoint> tried, long waitedMillis) {
			failed(DefaultPoolElement.noServer("Registration in pool '" + handle() + "'", tried, waitedMillis));
		}

		private void failed(RuntimeException failed) {
			DefaultPoolElement.this.failure = failed.getMessage();
			this.first.completeExceptionally(failed);
		}

		@Override
		public void ended(PoolElementId id, @Nullable ErrorCause cause, boolean registersAgain) {
			DefaultPoolElement.this.failure = "The ENRP server ended the registration"
					+ ((cause != null) ? ": " + cause.describe() : "");
		}

	}

	/**
	 * Gives the outcome of a request to its future.
	 */
	private final class Answer implements RequestCallback {

		private final CompletableFuture<Void> future;

		Answer(CompletableFuture<Void> future) {
			this.future = future;
		}

		@Override
		public void granted() {
			this.future.complete(null);
		}

		@Override
		public void refused(ErrorCause cause) {
			this.future
				.completeExceptionally(new RegistrationRejectedException(handle(), id(), cause, "Nothing was changed"));
		}

		@Override
		public void noServer(List<Endpoint> tried, long waitedMillis) {
			this.future.completeExceptionally(DefaultPoolElement
				.noServer("Request of element " + id() + " of pool '" + handle() + "'", tried, waitedMillis));
		}

		@Override
		public void abandoned() {
			this.future.completeExceptionally(new RserpoolException(
					"The request of element " + id() + " of pool '" + handle() + "' was abandoned"));
		}

	}

	/**
	 * Follows the element out of its pool.
	 */
	private final class LeaveAnswer implements RequestCallback {

		private final Member leaving;

		private final RequestCallback told;

		LeaveAnswer(Member leaving, RequestCallback told) {
			this.leaving = leaving;
			this.told = told;
		}

		private void left() {
			if (DefaultPoolElement.this.member == this.leaving) {
				DefaultPoolElement.this.member = null;
			}
			this.leaving.left().complete(null);
		}

		@Override
		public void granted() {
			left();
			this.told.granted();
		}

		@Override
		public void refused(ErrorCause cause) {
			synchronized (DefaultPoolElement.this.lock) {
				if (DefaultPoolElement.this.registration == null) {
					// It is a member still.
					DefaultPoolElement.this.registration = CompletableFuture.completedFuture(null);
				}
			}
			DefaultPoolElement.this.member = new Member(this.leaving.running(), this.leaving.key(),
					new CompletableFuture<>());
			this.leaving.left().complete(null);
			this.told.refused(cause);
		}

		@Override
		public void noServer(List<Endpoint> tried, long waitedMillis) {
			left();
			this.told.noServer(tried, waitedMillis);
		}

		@Override
		public void abandoned() {
			left();
			this.told.abandoned();
		}

	}

	/**
	 * The element as one run of its endpoint knows it.
	 *
	 * @param left done when a deregistration under way was answered
	 */
	private record Member(DefaultAsapEndpoint.Running running, ElementKey key, CompletableFuture<Void> left) {
	}

}
