package io.rserpool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.ElementKey;
import io.rserpool.asap.ElementSpec;
import io.rserpool.asap.ElementState;
import io.rserpool.asap.RegistrationListener;
import io.rserpool.asap.RequestCallback;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
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

	private final TransportParameter transport;

	private final DefaultAsapEndpoint endpoint;

	private final boolean ownEndpoint;

	private final Object lock = new Object();

	private volatile MemberSelectionPolicy policy;

	private volatile PoolElementId id;

	private volatile RegistrationState state = RegistrationState.IDLE;

	private volatile @Nullable String failure;

	private volatile @Nullable ServerId home;

	private @Nullable CompletableFuture<Void> registration;

	/** Used on the loop only. */
	private @Nullable ElementKey key;

	DefaultPoolElement(PoolElementBuilder settings, TransportParameter transport) {
		this.settings = settings;
		this.transport = transport;
		this.policy = settings.policy;
		this.id = (settings.id != null) ? settings.id : new PoolElementId(0);
		this.ownEndpoint = settings.endpoint == null;
		AsapEndpoint shared = settings.endpoint;
		if (shared == null) {
			shared = AsapEndpoint.builder().name(settings.handle.toString()).enrpServers(settings.enrpServers).build();
		}
		this.endpoint = (DefaultAsapEndpoint) shared;
	}

	@Override
	public void start() {
		if (this.ownEndpoint) {
			this.endpoint.start();
		}
		CompletableFuture<Void> future = register();
		Futures.join(this.endpoint.running().loop(), future, Futures.LONG_ENOUGH_MILLIS,
				() -> "Registration in pool '" + handle() + "'");
	}

	@Override
	public CompletableFuture<Void> register() {
		if (this.ownEndpoint) {
			this.endpoint.start();
		}
		synchronized (this.lock) {
			CompletableFuture<Void> pending = this.registration;
			if (pending != null && !pending.isCompletedExceptionally()) {
				return pending.copy();
			}
			CompletableFuture<Void> future = new CompletableFuture<>();
			this.registration = future;
			DefaultAsapEndpoint.Running running = this.endpoint.running();
			this.endpoint.listener()
				.whenComplete((opened,
						failed) -> running.driver().submit((now) -> begin(running, future, now)).exceptionally((ex) -> {
							future.completeExceptionally(ex);
							return false;
						}));
			return future.copy();
		}
	}

	private boolean begin(DefaultAsapEndpoint.Running running, CompletableFuture<Void> future, long now) {
		if (this.key != null) {
			running.machine().deregister(this.key, new Answer(new CompletableFuture<>()), now);
		}
		PoolElementId wanted = (this.id.value() != 0) ? this.id : null;
		Duration life = this.settings.life;
		int seconds = (life != null) ? (int) Math.min(Integer.MAX_VALUE, life.toSeconds()) : ElementSpec.DEFAULT_LIFE;
		this.key = running.machine()
			.register(new ElementSpec(handle(), wanted, this.transport, this.settings.additionalLegs, this.policy,
					seconds), new Listener(future), now);
		return true;
	}

	@Override
	public CompletableFuture<Void> updatePolicy(MemberSelectionPolicy policy) {
		if (policy.code() != this.policy.code()) {
			throw new IllegalArgumentException(
					"Policy " + policy + " is of another type than the pool's, " + this.policy);
		}
		this.policy = policy;
		return request((running, answer, now) -> {
			if (this.key != null) {
				running.machine().updatePolicy(this.key, policy, answer, now);
			}
			else {
				answer.granted();
			}
		});
	}

	@Override
	public CompletableFuture<Void> deregister() {
		synchronized (this.lock) {
			this.registration = null;
		}
		if (!this.endpoint.isRunning()) {
			this.state = RegistrationState.IDLE;
			return CompletableFuture.completedFuture(null);
		}
		return request((running, answer, now) -> {
			ElementKey ended = this.key;
			this.key = null;
			if (ended != null) {
				running.machine().deregister(ended, answer, now);
			}
			else {
				answer.granted();
			}
		});
	}

	private CompletableFuture<Void> request(Request request) {
		CompletableFuture<Void> future = new CompletableFuture<>();
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		running.driver().submit((now) -> {
			request.make(running, new Answer(future), now);
			return true;
		}).exceptionally((ex) -> {
			future.completeExceptionally(ex);
			return false;
		});
		return future;
	}

	@Override
	public void close(Duration within) {
		if (this.endpoint.isRunning() && this.state != RegistrationState.IDLE) {
			CompletableFuture<Void> left = deregister();
			Futures.within(this.endpoint.running().loop(), left, within.toMillis());
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
		ServerId server = this.home;
		return (server != null && !server.isNone()) ? Optional.of(server) : this.endpoint.home();
	}

	@Override
	public TransportParameter transport() {
		return this.transport;
	}

	@Override
	public MemberSelectionPolicy policy() {
		return this.policy;
	}

	@Override
	public Optional<String> failure() {
		return Optional.ofNullable(this.failure);
	}

	private void complete(CompletableFuture<Void> future, @Nullable RuntimeException failed) {
		if (!future.isDone()) {
			this.endpoint.callbacks().execute(() -> {
				if (failed != null) {
					future.completeExceptionally(failed);
				}
				else {
					future.complete(null);
				}
			});
		}
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

		void make(DefaultAsapEndpoint.Running running, RequestCallback answer, long now);

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
		}

		@Override
		public void registered(PoolElementId id, ServerId home, @Nullable OperationError warning) {
			DefaultPoolElement.this.id = id;
			DefaultPoolElement.this.home = home;
			DefaultPoolElement.this.failure = null;
			complete(this.first, null);
		}

		@Override
		public void rejected(PoolElementId id, ErrorCause cause) {
			failed(new RegistrationRejectedException(handle(), id, cause,
					"It is not tried again unless something is changed"));
		}

		@Override
		public void noServer(PoolElementId id, List<Endpoint> tried, long waitedMillis) {
			failed(DefaultPoolElement.noServer("Registration in pool '" + handle() + "'", tried, waitedMillis));
		}

		private void failed(RuntimeException failed) {
			DefaultPoolElement.this.failure = failed.getMessage();
			complete(this.first, failed);
		}

		@Override
		public void ended(PoolElementId id, @Nullable ErrorCause cause, boolean registersAgain) {
			DefaultPoolElement.this.failure = "The ENRP server ended the registration"
					+ ((cause != null) ? ": " + cause.describe() : "");
			complete(this.first, new RserpoolException("Registration in pool '" + handle() + "' ended"));
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
			complete(this.future, null);
		}

		@Override
		public void refused(ErrorCause cause) {
			complete(this.future, new RegistrationRejectedException(handle(), id(), cause, "Nothing was changed"));
		}

		@Override
		public void noServer(List<Endpoint> tried, long waitedMillis) {
			complete(this.future, DefaultPoolElement
				.noServer("Request of element " + id() + " of pool '" + handle() + "'", tried, waitedMillis));
		}

		@Override
		public void abandoned() {
			complete(this.future, new RserpoolException(
					"The request of element " + id() + " of pool '" + handle() + "' was abandoned"));
		}

	}

}
