package io.rserpool.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.EnrpServer;
import io.rserpool.dashboard.view.Reading;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Reads the server: at most one reading at a time is under way and a reading serves all
 * who ask within a moment, so viewers cost the protocol nothing. Waits at most half a
 * second. Safe for use by many threads.
 */
class DashboardSource {

	static final Duration PATIENCE = Duration.ofMillis(500);

	private static final Duration FRESH = Duration.ofMillis(200);

	/** The drawing and the bars need elements only of scopes that are small enough. */
	private static final int MOST_POOLS = 1000;

	private static final int MOST_ELEMENTS = 200;

	private static final Logger logger = LoggerFactory.getLogger(DashboardSource.class);

	private final Supplier<@Nullable EnrpServer> server;

	private final Clock clock;

	private @Nullable Reading last;

	private @Nullable Instant silentSince;

	private Instant asked = Instant.MIN;

	DashboardSource(Supplier<@Nullable EnrpServer> server, Clock clock) {
		this.server = server;
		this.clock = clock;
	}

	@Nullable EnrpServer server() {
		return this.server.get();
	}

	Instant now() {
		return this.clock.instant();
	}

	/**
	 * Returns the last reading, made now if it is older than a moment. The last one stays
	 * when the server does not answer: see {@link #silentSince()}.
	 */
	synchronized @Nullable Reading read() {
		EnrpServer server = server();
		Instant now = now();
		if (server == null || now.isBefore(this.asked.plus(FRESH)) && !this.asked.isAfter(now)) {
			return this.last;
		}
		try {
			Instant until = now.plus(PATIENCE);
			EnrpSnapshot numbers = await(server.snapshot(), until);
			boolean small = numbers.elementCount() <= MOST_ELEMENTS;
			List<PoolSnapshot> pools = await(server.pools(null, MOST_POOLS, small ? MOST_ELEMENTS : 0), until);
			this.last = new Reading(now(), numbers, pools);
			this.silentSince = null;
		}
		catch (SilentServerException ex) {
			logger.debug("The server did not answer the dashboard", ex);
			if (this.silentSince == null) {
				this.silentSince = now;
			}
		}
		this.asked = now();
		return this.last;
	}

	/** Since when the server does not answer, or null. */
	synchronized @Nullable Instant silentSince() {
		return this.silentSince;
	}

	/**
	 * Returns a page of pools with the elements of each, at most 24 for the bars.
	 * @throws SilentServerException if the server does not answer in time
	 */
	List<PoolSnapshot> pools(@Nullable PoolHandle after, int limit) {
		EnrpServer server = server();
		return (server != null) ? new ArrayList<>(await(server.pools(after, limit, 24), now().plus(PATIENCE)))
				: List.of();
	}

	/**
	 * Returns a pool with a page of its elements.
	 * @throws SilentServerException if the server does not answer in time
	 */
	Optional<PoolSnapshot> pool(PoolHandle handle, @Nullable PoolElementId after, int limit) {
		EnrpServer server = server();
		return (server != null) ? await(server.pool(handle, after, limit), now().plus(PATIENCE)) : Optional.empty();
	}

	private <T> T await(CompletableFuture<T> answer, Instant until) {
		try {
			long millis = Math.max(1, Duration.between(now(), until).toMillis());
			return answer.get(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SilentServerException(ex);
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			throw new SilentServerException(ex);
		}
	}

}
