package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.CachedElement;
import io.rserpool.asap.CachedPool;
import io.rserpool.asap.ElementHealth;
import io.rserpool.asap.Leg;
import io.rserpool.asap.LegFilter;
import io.rserpool.asap.ResolutionCache;
import io.rserpool.asap.ResolutionCallback;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.Endpoint;
import io.rserpool.session.Target;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Selects from its endpoint's cache on the caller's thread, and asks the machine only
 * when the cache cannot answer.
 */
final class DefaultPoolUser implements PoolUser {

	private final DefaultAsapEndpoint endpoint;

	private final boolean ownEndpoint;

	private final boolean serveStale;

	private final LegFilter transports;

	DefaultPoolUser(PoolUserBuilder settings) {
		AsapEndpoint given = settings.endpoint;
		if (given == null) {
			given = AsapEndpoint.builder().name("pool-user").enrpServers(settings.enrpServers).build();
		}
		this.serveStale = !Boolean.FALSE.equals(settings.serveStale);
		this.transports = settings.transports;
		this.endpoint = ((DefaultAsapEndpoint) given).withCache(new DefaultAsapEndpoint.CacheSettings(
				settings.staleCacheValue, this.serveStale, !Boolean.FALSE.equals(settings.subscribe)));
		this.ownEndpoint = settings.endpoint != this.endpoint;
	}

	@Override
	public void start() {
		this.endpoint.start();
	}

	@Override
	public Optional<ServerId> home() {
		return this.endpoint.home();
	}

	@Override
	public Selection select(PoolHandle handle) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		Selection cached = fromCache(running, handle);
		return (cached != null) ? cached : await(running, handle, askForSelection(handle, Runnable::run));
	}

	private static Selection await(DefaultAsapEndpoint.Running running, PoolHandle handle,
			CompletableFuture<Selection> selection) {
		return Futures.join(running.loop(), selection, Futures.LONG_ENOUGH_MILLIS,
				() -> "Resolution of pool '" + handle + "'");
	}

	private @Nullable Selection fromCache(DefaultAsapEndpoint.Running running, PoolHandle handle) {
		CachedPool pool = running.machine().cache().lookup(handle);
		if (pool == null) {
			return null;
		}
		long now = running.loop().nowMillis();
		if (pool.isStale(now)) {
			if (!this.serveStale) {
				return null;
			}
			if (pool.claimRenewal(now)) {
				running.driver().execute((time) -> running.machine().renew(handle, time));
			}
		}
		CachedElement element = pool.usableBy(this.transports).select();
		return (element != null) ? selection(element) : null;
	}

	private Selection selection(CachedElement element) {
		if (element.companion() instanceof CachedSelection selection && serves(selection)) {
			return selection;
		}
		Leg leg = element.leg(this.transports);
		if (leg == null) {
			throw unusable(element.handle());
		}
		CachedSelection selection = new CachedSelection(this, leg);
		element.companion(selection);
		return selection;
	}

	private boolean serves(CachedSelection selection) {
		return selection.user() == this || selection.user().transports == this.transports;
	}

	private static UnknownPoolException unusable(PoolHandle handle) {
		return new UnknownPoolException(handle,
				"Pool '" + handle + "' has no element that may serve and has a transport that this user can use");
	}

	@Override
	public CompletableFuture<Selection> selectAsync(PoolHandle handle) {
		Selection cached = fromCache(this.endpoint.running(), handle);
		return (cached != null) ? CompletableFuture.completedFuture(cached)
				: askForSelection(handle, this.endpoint.callbacks());
	}

	/** A pool that is cached, but could not serve, must be asked for again. */
	private CompletableFuture<Selection> askForSelection(PoolHandle handle, Executor where) {
		return ask(handle, this.endpoint.running().machine().cache().lookup(handle) != null,
				(pool) -> choose(handle, pool), where);
	}

	private Selection choose(PoolHandle handle, CachedPool pool) {
		CachedElement element = pool.usableBy(this.transports).select();
		if (element == null) {
			throw unusable(handle);
		}
		return selection(element);
	}

	@Override
	public CompletableFuture<List<Selection>> resolve(PoolHandle handle) {
		return ask(handle, false, this::selections, this.endpoint.callbacks());
	}

	@Override
	public CompletableFuture<List<Selection>> populate(PoolHandle handle) {
		return ask(handle, true, this::selections, this.endpoint.callbacks());
	}

	private List<Selection> selections(CachedPool pool) {
		List<Selection> selections = new ArrayList<>(pool.size());
		for (CachedElement element : pool.usableBy(this.transports).elements()) {
			selections.add(selection(element));
		}
		return List.copyOf(selections);
	}

	/**
	 * Asks the machine.
	 * @param outcome what is made of the pool
	 * @param where completes the future: the loop itself only for those who wait for it
	 */
	private <R> CompletableFuture<R> ask(PoolHandle handle, boolean fresh, Function<CachedPool, R> outcome,
			Executor where) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		CompletableFuture<R> future = new CompletableFuture<>();
		running.driver()
			.execute(
					(now) -> running.machine()
						.resolve(handle, fresh, new Answer<>(handle, outcome, future, where), now),
					future::completeExceptionally);
		return future;
	}

	@Override
	public PoolSession openSession(PoolHandle handle, SessionOptions options) {
		return open(handle, options, null);
	}

	@Override
	public PoolSession openSession(InetSocketAddress address, SessionOptions options) {
		return open(PoolHandle.of(address.getHostString()), options, new Target(null, 0, Endpoint.of(address), null));
	}

	private PoolSession open(PoolHandle handle, SessionOptions options, @Nullable Target fixed) {
		DefaultPoolSession session = new DefaultPoolSession(handle, options, this.endpoint.sessions(),
				this.endpoint.callbacks());
		session.open(options.config(this.endpoint.timing()), fixed);
		return session;
	}

	@Override
	public CompletableFuture<List<UserSessionSnapshot>> sessions() {
		RunningSessions running = this.endpoint.sessions();
		return Futures.offLoop(running.driver().submit(running.machine()::snapshot), this.endpoint.callbacks());
	}

	@Override
	public DataSender openDataSender(SessionOptions options) {
		return new DefaultDataSender(this, this.endpoint, options);
	}

	/** A session with one element, which ends when that is lost. */
	PoolSession openBoundSession(Selection selection, SessionOptions options) {
		return open(selection.handle(), options,
				new Target(selection.id(), selection.leg(), Endpoint.of(selection.address()), null));
	}

	@Override
	public DatagramSender openDatagrams(InetSocketAddress local, DatagramHandler handler) {
		return this.endpoint.openDatagrams(local, handler);
	}

	@Override
	public void purge(PoolHandle handle) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		running.driver().execute((now) -> running.machine().purge(handle));
	}

	void failed(Leg leg) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		// Out of the cache for all threads before the machine hears of it.
		ElementHealth health = running.machine().cache().legFailed(leg, running.loop().nowMillis());
		running.driver().execute((now) -> running.machine().report(leg, health, now));
	}

	void succeeded(Leg leg) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		running.machine().cache().legSucceeded(leg, running.loop().nowMillis());
	}

	Selection failedGiveNext(Leg failed) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		ResolutionCache cache = running.machine().cache();
		long failedAt = running.loop().nowMillis();
		ElementHealth health = cache.legFailed(failed, failedAt);
		Leg next = cache.isFresh(failed.handle(), failedAt)
				? cache.chooseLeg(failed.handle(), List.of(), this.transports, failed.id(), failedAt) : null;
		CompletableFuture<Long> event = running.driver().submit((now) -> running.machine().report(failed, health, now));
		Selection selection = (next != null) ? selection(next.element()) : await(running, failed.handle(),
				ask(failed.handle(), true, (pool) -> another(failed, pool), Runnable::run));
		RserpoolEvent change = change(failed, selection);
		if (change != null) {
			event.thenAccept((cause) -> running.driver().execute((now) -> running.driver().publish(change, cause)));
		}
		return selection;
	}

	private static @Nullable RserpoolEvent change(Leg failed, Selection selection) {
		if (!selection.id().equals(failed.id())) {
			return new RserpoolEvent.ElementReselected(failed.handle(), failed.id(), selection.id());
		}
		return selection.transport().equals(failed.transport()) ? null
				: new RserpoolEvent.LegChanged(failed.handle(), failed.id(), failed.transport(), selection.transport());
	}

	/** The failed one only if a server just vouched for it and for nobody else. */
	private Selection another(Leg failed, CachedPool pool) {
		Leg leg = pool.chooseLeg(List.of(), this.transports, failed.id());
		return (leg != null) ? selection(leg.element()) : choose(failed.handle(), pool);
	}

	@Override
	public void close() {
		if (this.ownEndpoint) {
			this.endpoint.close();
		}
	}

	/**
	 * Gives the outcome of a resolution to its future.
	 */
	private static final class Answer<R> implements ResolutionCallback {

		private final PoolHandle handle;

		private final Function<CachedPool, R> outcome;

		private final CompletableFuture<R> future;

		private final Executor where;

		Answer(PoolHandle handle, Function<CachedPool, R> outcome, CompletableFuture<R> future, Executor where) {
			this.handle = handle;
			this.outcome = outcome;
			this.future = future;
			this.where = where;
		}

		@Override
		public void resolved(CachedPool pool, boolean stale) {
			this.where.execute(() -> complete(pool));
		}

		private void complete(CachedPool pool) {
			try {
				this.future.complete(this.outcome.apply(pool));
			}
			catch (RuntimeException ex) {
				this.future.completeExceptionally(ex);
			}
		}

		@Override
		public void unknownPool() {
			fail(new UnknownPoolException(this.handle, "The ENRP server knows no pool '" + this.handle
					+ "': no element is registered under this handle now"));
		}

		@Override
		public void refused(ErrorCause cause) {
			fail(new RserpoolException("Resolution of pool '" + this.handle + "' was refused: " + cause.describe()));
		}

		@Override
		public void noServer(List<Endpoint> tried, long waitedMillis) {
			fail(new NoServerReachableException("Resolution of pool '" + this.handle + "'",
					tried.stream().map(Endpoint::toString).toList(), Duration.ofMillis(waitedMillis)));
		}

		@Override
		public void abandoned() {
			fail(new RserpoolException(
					"Resolution of pool '" + this.handle + "' was abandoned: the endpoint is closed"));
		}

		private void fail(RuntimeException failure) {
			this.where.execute(() -> this.future.completeExceptionally(failure));
		}

	}

}
