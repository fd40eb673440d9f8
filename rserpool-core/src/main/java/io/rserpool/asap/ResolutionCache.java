package io.rserpool.asap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.rserpool.handlespace.LocalPool;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.ParameterType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;
import org.jspecify.annotations.Nullable;

/**
 * The pools that servers told of (RFC 5352 section 3.3; times: stale.cache.value). Public
 * methods are for any thread and never wait; all others are for the machine's thread. The
 * machine alone brings pools in; any thread may take a failed element out.
 */
public final class ResolutionCache {

	private final AsapContext context;

	private final ConcurrentMap<PoolHandle, CachedPool> pools = new ConcurrentHashMap<>();

	private final FailedElements failed;

	private final FailedLegs failedLegs;

	/** Cached handles, longest cached first. */
	private final Set<PoolHandle> order = new LinkedHashSet<>();

	/** Pools that a server did not know, with the end of that knowledge. */
	private final Map<PoolHandle, Long> unknown = new LinkedHashMap<>();

	private final List<Consumer<PoolHandle>> watchers = new CopyOnWriteArrayList<>();

	ResolutionCache(AsapContext context) {
		this.context = context;
		this.failed = new FailedElements(context.config().millis(TimerName.KEEP_ALIVE_TIMEOUT));
		this.failedLegs = new FailedLegs(context.config().lifeInMilliseconds());
	}

	/**
	 * Has somebody told, on the machine's thread, whenever an answer or update about a
	 * pool has come. Must not call the machine.
	 * @return ends it
	 */
	public Runnable watch(Consumer<PoolHandle> watcher) {
		this.watchers.add(watcher);
		return () -> this.watchers.remove(watcher);
	}

	/**
	 * Returns what is cached about a pool, fresh or stale, or null.
	 */
	public @Nullable CachedPool lookup(PoolHandle handle) {
		return this.pools.get(handle);
	}

	/**
	 * Takes an element that could not be reached out of its pool, for all threads at
	 * once. Tell the machine, too: {@link AsapEndpointMachine#failed}.
	 */
	public void markFailed(CachedElement element, long now) {
		markFailed(element.handle(), element.id(), now);
	}

	private void markFailed(PoolHandle handle, PoolElementId id, long now) {
		this.failedLegs.forget(handle, id);
		this.failed.add(handle, id, now);
		this.pools.computeIfPresent(handle, (same, pool) -> pool.without(id));
	}

	/**
	 * Takes a failed element out and chooses another one: never the same while there is
	 * another.
	 * @return null if the pool must be resolved again: nothing usable is left, or it is
	 * stale
	 */
	public @Nullable CachedElement failedGiveNext(CachedElement failed, long now) {
		markFailed(failed, now);
		CachedPool rest = lookup(failed.handle());
		return (rest == null || rest.isStale(now)) ? null : rest.selectOtherThan(failed.id());
	}

	/**
	 * Whether a pool is cached and not so old that it is to be resolved again.
	 */
	public boolean isFresh(PoolHandle handle, long now) {
		CachedPool pool = lookup(handle);
		return pool != null && !pool.isStale(now);
	}

	/**
	 * Chooses a leg from the cache by the dead-leg rule. A stale pool serves if the
	 * configuration says so; whoever wants a fresh one asks {@link #isFresh} before.
	 * @param preferred a business card's order, or empty
	 * @param avoid the element that just failed, or null
	 * @return null if the pool must be resolved, or resolved again
	 * @see CachedPool#chooseLeg
	 */
	public @Nullable Leg chooseLeg(PoolHandle handle, List<PoolElementId> preferred, LegFilter filter,
			@Nullable PoolElementId avoid, long now) {
		CachedPool pool = lookup(handle);
		boolean serves = pool != null && (this.context.config().serveStale() || !pool.isStale(now));
		return (pool != null && serves) ? pool.chooseLeg(preferred, filter, avoid) : null;
	}

	/**
	 * A leg could not be used: its element is ill from now on, or dead if none of its
	 * other legs can be used by the one who chose this. Tell the machine, too, or leave
	 * both to {@link AsapEndpointMachine#failed(Leg, long)}.
	 * @return ill or dead
	 */
	public ElementHealth legFailed(Leg leg, long now) {
		CachedElement element = leg.element();
		if (!element.isSingleLegged()) {
			Set<TransportParameter> failedNow = this.failedLegs.add(leg, now);
			if (element.withFailed(failedNow).isUsable(leg.filter())) {
				this.pools.computeIfPresent(leg.handle(),
						(same, pool) -> pool.withFailedLegs(leg.id(), this.failedLegs.of(leg.handle(), leg.id())));
				return ElementHealth.ILL;
			}
		}
		markFailed(element, now);
		return ElementHealth.DEAD;
	}

	/**
	 * Says which cached element is reached at an address (RFC 5352 section 6.6, the
	 * sender of what was received). Each pool makes its index when it is first asked;
	 * choosing is not slowed by it.
	 * @param transport the type of transport
	 * @return null if none is; of several, any
	 */
	public @Nullable CachedElement elementAt(ParameterType transport, Endpoint at) {
		for (CachedPool pool : this.pools.values()) {
			CachedElement element = pool.elementAt(transport, at);
			if (element != null) {
				return element;
			}
		}
		return null;
	}

	/** A leg was connected to: if it had failed, it is usable again. */
	public void legSucceeded(Leg leg, long now) {
		if (!this.failedLegs.isEmpty() && this.failedLegs.remove(leg, now)) {
			this.pools.computeIfPresent(leg.handle(),
					(same, pool) -> pool.withFailedLegs(leg.id(), this.failedLegs.of(leg.handle(), leg.id())));
		}
	}

	/**
	 * Takes a positive answer or update in.
	 * @param askedAt when the server was asked; of an update: now
	 * @param update whether nobody asked: the walk through the list goes on
	 */
	CachedPool fill(HandleResolutionResponse response, long askedAt, boolean update, long now) {
		PoolHandle handle = response.handle();
		if (!this.context.config().isCaching()) {
			return make(response, null, askedAt, update, now);
		}
		this.unknown.remove(handle);
		if (this.order.add(handle) && this.order.size() > this.context.config().maxCachedPools()) {
			purge(this.order.iterator().next());
		}
		// In one step with markFailed: no thread sees a failed element come back
		CachedPool pool = this.pools.compute(handle, (same, old) -> make(response, old, askedAt, update, now));
		this.watchers.forEach((watcher) -> watcher.accept(handle));
		return pool;
	}

	private CachedPool make(HandleResolutionResponse response, @Nullable CachedPool old, long askedAt, boolean update,
			long now) {
		LocalPool pool = LocalPool.of(response.policy(), usable(response, askedAt, now), this.context.choices(),
				this.context.config().strictRfc());
		PoolUsage usage = (old != null) ? old.usage() : new PoolUsage();
		if (update && pool.size() > 0) {
			// an update is no selection at the server: its order does not turn
			for (long done = usage.selections() % pool.size(); done > 0; done--) {
				pool.select();
			}
		}
		if (old != null) {
			old.illLeftOut(response.elements()).forEach((id) -> this.failedLegs.forget(response.handle(), id));
		}
		return CachedPool.of(response.handle(), pool, this.failedLegs, askedAt, now,
				now + this.context.config().staleCacheMillis(), usage);
	}

	private List<PoolElementParameter> usable(HandleResolutionResponse response, long askedAt, long now) {
		if (this.failed.isEmpty()) {
			return response.elements();
		}
		List<PoolElementParameter> usable = new ArrayList<>(response.elements());
		usable.removeIf((element) -> this.failed.contains(response.handle(), element.id(), askedAt, now));
		return usable.isEmpty() ? response.elements() : usable;
	}

	/** Forgets failures that no answer under way can be older than. */
	void forgetFailures(long oldestQuestionAt, long now) {
		this.failed.prune(now, oldestQuestionAt);
		this.failedLegs.prune(now, oldestQuestionAt);
	}

	/** Drops a pool. */
	void purge(PoolHandle handle) {
		this.pools.remove(handle);
		this.order.remove(handle);
		this.unknown.remove(handle);
	}

	/** A server does not know the pool. */
	void fillUnknown(PoolHandle handle, long now) {
		purge(handle);
		if (this.context.config().isCaching() && this.context.config().negativeCacheMillis() > 0) {
			if (this.unknown.size() >= this.context.config().maxCachedPools()) {
				this.unknown.remove(this.unknown.keySet().iterator().next());
			}
			this.unknown.put(handle, now + this.context.config().negativeCacheMillis());
		}
	}

	/** Whether a server said just now that it does not know the pool. */
	boolean isUnknown(PoolHandle handle, long now) {
		Long until = this.unknown.get(handle);
		if (until != null && now >= until) {
			this.unknown.remove(handle);
			return false;
		}
		return until != null;
	}

	/** Cached handles, longest cached first. */
	List<PoolHandle> handles() {
		return List.copyOf(this.order);
	}

}
