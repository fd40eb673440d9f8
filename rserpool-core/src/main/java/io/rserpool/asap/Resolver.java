package io.rserpool.asap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolHandle;
import org.jspecify.annotations.Nullable;

/**
 * Handle resolution (RFC 5352 section 3.3, NR1 to NR4): at most one request for a pool is
 * under way, later callers join it; and subscriptions to changes (S bit), which are
 * asked for again at another home server.
 */
final class Resolver {

	private static final AsapTimer T1 = new AsapTimer.Resolution();

	private static final long NO_TIMER = Long.MAX_VALUE;

	private final AsapContext context;

	private final HomeConnection home;

	private final ResolutionCache cache;

	private final Map<PoolHandle, Query> queries = new LinkedHashMap<>();

	/**
	 * When the first T1 runs out, as the timer has it; T1 is the same for all requests.
	 */
	private long timerAt = NO_TIMER;

	/** Pools of which the home server tells changes. */
	private final Set<PoolHandle> subscriptions = new LinkedHashSet<>();

	Resolver(AsapContext context, HomeConnection home, ResolutionCache cache) {
		this.context = context;
		this.home = home;
		this.cache = cache;
	}

	int outstanding() {
		return this.queries.size();
	}

	boolean isSubscribed(PoolHandle handle) {
		return this.subscriptions.contains(handle);
	}

	/**
	 * Resolves a handle.
	 * @param fresh whether only a server's answer will do
	 * @param callback null if nobody waits
	 */
	void resolve(PoolHandle handle, boolean fresh, @Nullable ResolutionCallback callback, long now) {
		if (!fresh && callback != null && answerFromCache(handle, callback, now)) {
			return;
		}
		Query query = this.queries.get(handle);
		if (query == null) {
			if (this.queries.size() >= this.context.config().maxOutstanding()) {
				refuseForLimit(handle, callback);
				return;
			}
			query = new Query(handle, now);
			this.queries.put(handle, query);
			send(query, now);
		}
		query.add(callback, fresh);
	}

	private boolean answerFromCache(PoolHandle handle, ResolutionCallback callback, long now) {
		if (this.cache.isUnknown(handle, now)) {
			callback.unknownPool();
			return true;
		}
		CachedPool pool = this.cache.lookup(handle);
		if (pool == null || pool.size() == 0) {
			return false;
		}
		boolean stale = pool.isStale(now);
		if (stale && !this.context.config().serveStale()) {
			return false;
		}
		if (stale) {
			resolve(handle, true, null, now);
		}
		callback.resolved(pool, stale);
		return true;
	}

	private void refuseForLimit(PoolHandle handle, @Nullable ResolutionCallback callback) {
		this.context.effects()
			.publish(new RserpoolEvent.LimitReached("outstanding resolutions", handle.toString(), "refused"));
		if (callback != null) {
			callback.refused(ErrorCause.of(CauseCode.LACK_OF_RESOURCES));
		}
	}

	/** NR3 and NR4; without a home server only the timer runs, the hunt goes on. */
	private void send(Query query, long now) {
		long millis = this.context.config().millis(TimerName.T1_ENRP_REQUEST);
		query.deadlineBefore = query.waitsForServer() ? query.deadline : now + millis;
		query.asked = this.home.isUp();
		if (query.asked) {
			query.attempts++;
			query.sentAt = now;
			AsapConfig config = this.context.config();
			this.home.send(
					new HandleResolution(query.handle, config.subscribe() && config.isCaching(), config.itemsWanted()));
		}
		query.deadline = now + millis;
		wakeAt(query.deadline, now);
	}

	/**
	 * The home server closed the connection at once: what was sent there was not sent,
	 * and the wait for a server goes on.
	 */
	void homeHungUp(long now) {
		for (Query query : this.queries.values()) {
			if (query.asked) {
				query.asked = false;
				query.attempts--;
				query.deadline = Math.max(now, query.deadlineBefore);
				wakeAt(query.deadline, now);
			}
		}
	}

	/** One timer serves all requests; one that comes too early is harmless. */
	private void wakeAt(long deadline, long now) {
		if (deadline < this.timerAt) {
			this.timerAt = deadline;
			this.context.effects().setTimer(T1, deadline - now);
		}
	}

	/** The T1 of one or more requests may be over. */
	void timerExpired(long now) {
		this.timerAt = NO_TIMER;
		for (Query query : List.copyOf(this.queries.values())) {
			if (query.deadline <= now && this.queries.get(query.handle) == query) {
				timedOut(query, now);
			}
		}
		for (Query query : this.queries.values()) {
			wakeAt(query.deadline, now);
		}
	}

	private void timedOut(Query query, long now) {
		if (!query.asked) {
			query.attempts++;
		}
		if (isExhausted(query)) {
			giveUp(query, now);
			return;
		}
		send(query, now);
		this.home.doubt(query.handle, "no answer to a resolution", now);
	}

	private boolean isExhausted(Query query) {
		return query.attempts > this.context.config().maxRequestRetransmit();
	}

	private void giveUp(Query query, long now) {
		end(query);
		CachedPool pool = this.cache.lookup(query.handle);
		boolean stale = pool != null && pool.size() > 0 && this.context.config().serveStale();
		long waited = now - query.startedAt;
		this.context.effects()
			.publish(new RserpoolEvent.ResolutionFailed(query.handle, CauseCode.UNSPECIFIED_ERROR.code(),
					"no ENRP server answered within " + waited + " ms" + (stale ? ", the old answer is used" : "")));
		for (Waiting waiting : query.waiting) {
			if (pool != null && stale && !waiting.fresh) {
				waiting.callback.resolved(pool, pool.isStale(now));
			}
			else {
				waiting.callback.noServer(this.home.tried(), waited);
			}
		}
	}

	private void end(Query query) {
		this.queries.remove(query.handle);
		if (this.queries.isEmpty() && this.timerAt != NO_TIMER) {
			this.timerAt = NO_TIMER;
			this.context.effects().cancelTimer(T1);
		}
		this.home.trust(query.handle);
	}

	/** An answer or an update came from the home server. */
	void received(HandleResolutionResponse response, long now) {
		PoolHandle handle = response.handle();
		Query query = this.queries.get(handle);
		boolean subscribed = this.subscriptions.contains(handle);
		// a late answer is for nobody
		if (query == null && !subscribed) {
			return;
		}
		if (query != null) {
			end(query);
		}
		else if (this.cache.lookup(handle) == null) {
			// It made room for another pool: let it rest
			this.subscriptions.remove(handle);
			return;
		}
		OperationError error = response.error();
		if (error != null) {
			negative(handle, query, error.main(), now);
			return;
		}
		if (response.elements().isEmpty()) {
			negative(handle, query, ErrorCause.of(CauseCode.UNSPECIFIED_ERROR), now);
			return;
		}
		if (response.updatesGranted() && this.context.config().isCaching()) {
			this.subscriptions.add(handle);
		}
		CachedPool pool = this.cache.fill(response, (query != null) ? query.sentAt : now, query == null, now);
		this.cache.forgetFailures(oldestQuestionAt(now), now);
		if (query != null) {
			query.waiting.forEach((waiting) -> waiting.callback.resolved(pool, false));
		}
	}

	private long oldestQuestionAt(long now) {
		return this.queries.isEmpty() ? now : this.queries.values().iterator().next().startedAt;
	}

	private void negative(PoolHandle handle, @Nullable Query query, ErrorCause cause, long now) {
		boolean unknown = cause.cause() == CauseCode.UNKNOWN_POOL_HANDLE;
		if (unknown) {
			this.subscriptions.remove(handle);
			this.cache.fillUnknown(handle, now);
		}
		this.context.effects().publish(new RserpoolEvent.ResolutionFailed(handle, cause.code(), cause.describe()));
		if (query != null) {
			Consumer<ResolutionCallback> outcome = unknown ? ResolutionCallback::unknownPool
					: (callback) -> callback.refused(cause);
			query.waiting.forEach((waiting) -> outcome.accept(waiting.callback));
		}
	}

	/** An ASAP_ERROR that means a resolution: the oldest request takes it. */
	boolean refuseOldest(ErrorCause cause, long now) {
		Query oldest = null;
		for (Query query : this.queries.values()) {
			if (query.asked && (oldest == null || query.sentAt < oldest.sentAt)) {
				oldest = query;
			}
		}
		if (oldest != null) {
			end(oldest);
			negative(oldest.handle, oldest, cause, now);
		}
		return oldest != null;
	}

	/** Requests are sent again and subscriptions asked for again at a new home server. */
	void homeUp(long now) {
		List<PoolHandle> subscribed = List.copyOf(this.subscriptions);
		this.subscriptions.clear();
		for (Query query : new ArrayList<>(this.queries.values())) {
			if (isExhausted(query)) {
				giveUp(query, now);
			}
			else {
				send(query, now);
			}
		}
		for (PoolHandle handle : subscribed) {
			CachedPool pool = this.cache.lookup(handle);
			// A stale one is asked for when it is used
			if (pool != null && !pool.isStale(now)) {
				resolve(handle, true, null, now);
			}
		}
	}

	/** The user does not want to hear of the pool any more. */
	void purge(PoolHandle handle) {
		this.cache.purge(handle);
		this.subscriptions.remove(handle);
	}

	void abandonAll() {
		List<Query> all = List.copyOf(this.queries.values());
		all.forEach(this::end);
		this.subscriptions.clear();
		all.forEach((query) -> query.waiting.forEach((waiting) -> waiting.callback.abandoned()));
	}

	private record Waiting(ResolutionCallback callback, boolean fresh) {
	}

	private static final class Query {

		private final PoolHandle handle;

		private final long startedAt;

		private final List<Waiting> waiting = new ArrayList<>(1);

		private long sentAt;

		/** The end of T1. */
		private long deadline;

		/** The end of T1 before the last request. */
		private long deadlineBefore;

		/** Requests, and waits for a server, so far. */
		private int attempts;

		/** Whether a request went out since T1 was set. */
		private boolean asked;

		Query(PoolHandle handle, long now) {
			this.handle = handle;
			this.startedAt = now;
			this.sentAt = now;
		}

		/** Whether T1 runs, but not for a request. */
		boolean waitsForServer() {
			return !this.asked && this.deadline > 0;
		}

		void add(@Nullable ResolutionCallback callback, boolean fresh) {
			if (callback != null) {
				this.waiting.add(new Waiting(callback, fresh));
			}
		}

	}

}
