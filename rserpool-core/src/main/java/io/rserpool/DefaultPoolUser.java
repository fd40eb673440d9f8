package io.rserpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.rserpool.asap.CachedElement;
import io.rserpool.asap.CachedPool;
import io.rserpool.asap.ResolutionCallback;
import io.rserpool.machine.Endpoint;
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

	DefaultPoolUser(PoolUserBuilder settings) {
		AsapEndpoint given = settings.endpoint;
		if (given == null) {
			given = AsapEndpoint.builder().name("pool-user").enrpServers(settings.enrpServers).build();
		}
		this.serveStale = !Boolean.FALSE.equals(settings.serveStale);
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
		return (cached != null) ? cached
				: await(running, handle, askForSelection(handle, (pool) -> choose(handle, pool)));
	}

	private static Selection await(DefaultAsapEndpoint.Running running, PoolHandle handle,
			CompletableFuture<Selection> selection) {
		return Futures.join(running.loop(), selection, Futures.LONG_ENOUGH_MILLIS,
				() -> "Resolution of pool '" + handle + "'");
	}

	private @org.jspecify.annotations.Nullable Selection fromCache(DefaultAsapEndpoint.Running running,
			PoolHandle handle) {
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
		CachedElement element = pool.select();
		return (element != null) ? selection(element) : null;
	}

	private Selection selection(CachedElement element) {
		if (element.companion() instanceof CachedSelection selection) {
			return selection;
		}
		CachedSelection selection = new CachedSelection(this, element);
		element.companion(selection);
		return selection;
	}

	@Override
	public CompletableFuture<Selection> selectAsync(PoolHandle handle) {
		Selection cached = fromCache(this.endpoint.running(), handle);
		return (cached != null) ? CompletableFuture.completedFuture(cached)
				: askForSelection(handle, (pool) -> choose(handle, pool));
	}

	/** A pool that is cached, but could not serve, must be asked for again. */
	private CompletableFuture<Selection> askForSelection(PoolHandle handle, Function<CachedPool, Selection> choice) {
		return ask(handle, this.endpoint.running().machine().cache().lookup(handle) != null, choice);
	}

	private Selection choose(PoolHandle handle, CachedPool pool) {
		CachedElement element = pool.select();
		if (element == null) {
			throw new UnknownPoolException(handle, "Pool '" + handle + "' has no usable element");
		}
		return selection(element);
	}

	@Override
	public CompletableFuture<List<Selection>> resolve(PoolHandle handle) {
		return ask(handle, false, this::selections);
	}

	@Override
	public CompletableFuture<List<Selection>> populate(PoolHandle handle) {
		return ask(handle, true, this::selections);
	}

	private List<Selection> selections(CachedPool pool) {
		List<Selection> selections = new ArrayList<>(pool.size());
		for (CachedElement element : pool.elements()) {
			selections.add(selection(element));
		}
		return List.copyOf(selections);
	}

	/**
	 * Asks the machine.
	 * @param outcome what is made of the pool
	 */
	private <R> CompletableFuture<R> ask(PoolHandle handle, boolean fresh, Function<CachedPool, R> outcome) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		CompletableFuture<R> future = new CompletableFuture<>();
		running.driver()
			.execute((now) -> running.machine().resolve(handle, fresh, new Answer<>(handle, outcome, future), now),
					future::completeExceptionally);
		return future;
	}

	@Override
	public void purge(PoolHandle handle) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		running.driver().execute((now) -> running.machine().purge(handle));
	}

	void failed(CachedElement element) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		// Out of the cache for all threads before the machine hears of it.
		running.machine().cache().markFailed(element, running.loop().nowMillis());
		running.driver().execute((now) -> running.machine().failed(element, now));
	}

	Selection failedGiveNext(CachedElement failed) {
		DefaultAsapEndpoint.Running running = this.endpoint.running();
		CachedElement next = running.machine().cache().failedGiveNext(failed, running.loop().nowMillis());
		running.driver().execute((now) -> running.machine().failed(failed, now));
		if (next != null) {
			return selection(next);
		}
		return await(running, failed.handle(), ask(failed.handle(), true, (pool) -> another(failed, pool)));
	}

	private Selection another(CachedElement failed, CachedPool pool) {
		CachedElement element = pool.selectOtherThan(failed.id());
		return (element != null) ? selection(element) : choose(failed.handle(), pool);
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
	private final class Answer<R> implements ResolutionCallback {

		private final PoolHandle handle;

		private final Function<CachedPool, R> outcome;

		private final CompletableFuture<R> future;

		Answer(PoolHandle handle, Function<CachedPool, R> outcome, CompletableFuture<R> future) {
			this.handle = handle;
			this.outcome = outcome;
			this.future = future;
		}

		@Override
		public void resolved(CachedPool pool, boolean stale) {
			DefaultPoolUser.this.endpoint.callbacks().execute(() -> complete(pool));
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
			DefaultPoolUser.this.endpoint.callbacks().execute(() -> this.future.completeExceptionally(failure));
		}

	}

}
