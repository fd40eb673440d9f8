package io.rserpool.asap;

import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.HandleResolution;

/**
 * What an ASAP endpoint is told at its start. Times are milliseconds.
 *
 * @param servers configured ENRP servers; never forgotten
 * @param timing all timers of the RFC
 * @param strictRfc whether deviations that name this switch are off
 * @param staleCacheMillis age at which a cached pool is stale; 0 = no cache
 * @param serveStale whether stale entries answer while they are renewed, and when no
 * server can be reached
 * @param subscribe whether servers are asked for changes of the pools in use (S bit)
 * @param items elements asked for in a resolution (option 0x803f), or
 * {@link HandleResolution#NO_OPTION}; without cache always one
 * @param maxRegAttempts MAX-REG-ATTEMPT
 * @param maxRequestRetransmit MAX-REQUEST-RETRANSMIT
 * @param retryAfterFailure whether a registration that found no server begins again after
 * RETRAN-MAX
 * @param policyUpdateMillis least time between two policy updates of an element
 * @param negativeCacheMillis how long an unknown pool is not asked for again
 * @param maxCachedPools most pools in the cache; the oldest entry makes room
 * @param maxOutstanding most resolutions under way at once
 * @param maxListenerConnections most connections accepted on the ASAP listener [T-6]
 * @param reportGapMillis least time between two unreachable reports of one element
 * @param reportsPerSecond most unreachable reports in a second
 * @param additionalLegs whether further legs are registered (0x8040, [A-27])
 * @param lifeInMilliseconds whether registration lives on the wire are in milliseconds,
 * as rsplib has it (N-13)
 */
public record AsapConfig(List<Endpoint> servers, Timing timing, boolean strictRfc, long staleCacheMillis,
		boolean serveStale, boolean subscribe, long items, int maxRegAttempts, int maxRequestRetransmit,
		boolean retryAfterFailure, long policyUpdateMillis, long negativeCacheMillis, int maxCachedPools,
		int maxOutstanding, int maxListenerConnections, long reportGapMillis, int reportsPerSecond,
		boolean additionalLegs, boolean lifeInMilliseconds) {

	public AsapConfig {
		servers = servers.stream().distinct().toList();
		if (staleCacheMillis < 0) {
			throw new IllegalArgumentException("Stale cache value " + staleCacheMillis + " ms is negative");
		}
		if (maxCachedPools < 1 || maxOutstanding < 1 || maxListenerConnections < 1) {
			throw new IllegalArgumentException("The limits of cache, requests and connections are at least 1");
		}
	}

	/** The defaults of the given timers' profile. */
	public static AsapConfig of(List<Endpoint> servers, Timing timing) {
		boolean rsplib = timing.profile() == Profile.RSPLIB;
		return new AsapConfig(servers, timing, false, timing.millis(TimerName.STALE_CACHE_VALUE), true, true,
				HandleResolution.NO_OPTION, 2, 2, true, 1000, 1000, 10_000, 10_000, 64, 10_000, 10, !rsplib, rsplib);
	}

	public AsapConfig withStrictRfc(boolean strictRfc) {
		return new AsapConfig(this.servers, this.timing, strictRfc, this.staleCacheMillis, this.serveStale,
				this.subscribe, this.items, this.maxRegAttempts, this.maxRequestRetransmit, this.retryAfterFailure,
				this.policyUpdateMillis, this.negativeCacheMillis, this.maxCachedPools, this.maxOutstanding,
				this.maxListenerConnections, this.reportGapMillis, this.reportsPerSecond, this.additionalLegs,
				this.lifeInMilliseconds);
	}

	/**
	 * Returns a copy with other rules for the cache.
	 * @param staleCacheMillis 0 = no cache
	 */
	public AsapConfig withCache(long staleCacheMillis, boolean serveStale, boolean subscribe) {
		return new AsapConfig(this.servers, this.timing, this.strictRfc, staleCacheMillis, serveStale, subscribe,
				this.items, this.maxRegAttempts, this.maxRequestRetransmit, this.retryAfterFailure,
				this.policyUpdateMillis, this.negativeCacheMillis, this.maxCachedPools, this.maxOutstanding,
				this.maxListenerConnections, this.reportGapMillis, this.reportsPerSecond, this.additionalLegs,
				this.lifeInMilliseconds);
	}

	public AsapConfig withPolicyUpdateMillis(long policyUpdateMillis) {
		return new AsapConfig(this.servers, this.timing, this.strictRfc, this.staleCacheMillis, this.serveStale,
				this.subscribe, this.items, this.maxRegAttempts, this.maxRequestRetransmit, this.retryAfterFailure,
				policyUpdateMillis, this.negativeCacheMillis, this.maxCachedPools, this.maxOutstanding,
				this.maxListenerConnections, this.reportGapMillis, this.reportsPerSecond, this.additionalLegs,
				this.lifeInMilliseconds);
	}

	public AsapConfig withRetryAfterFailure(boolean retryAfterFailure) {
		return new AsapConfig(this.servers, this.timing, this.strictRfc, this.staleCacheMillis, this.serveStale,
				this.subscribe, this.items, this.maxRegAttempts, this.maxRequestRetransmit, retryAfterFailure,
				this.policyUpdateMillis, this.negativeCacheMillis, this.maxCachedPools, this.maxOutstanding,
				this.maxListenerConnections, this.reportGapMillis, this.reportsPerSecond, this.additionalLegs,
				this.lifeInMilliseconds);
	}

	boolean isCaching() {
		return this.staleCacheMillis > 0;
	}

	/** What a request asks for in option 0x803f. */
	long itemsWanted() {
		return (isCaching() || this.items != HandleResolution.NO_OPTION) ? this.items : 1;
	}

	long millis(TimerName name) {
		return this.timing.millis(name);
	}

}
