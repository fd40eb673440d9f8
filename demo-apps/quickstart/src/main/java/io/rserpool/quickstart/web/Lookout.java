package io.rserpool.quickstart.web;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.EnrpServer;
import io.rserpool.quickstart.report.ServerReport;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Asks this process's ENRP server what it sees, at most every few moments, whoever wants
 * to know. What it said last stays while it does not answer. Safe for use by many
 * threads.
 */
class Lookout {

	private static final Logger logger = LoggerFactory.getLogger(Lookout.class);

	private static final long FRESH_NANOS = 100_000_000;

	private static final long PATIENCE_MILLIS = 300;

	private static final int MOST_ELEMENTS = 100;

	private final Supplier<@Nullable EnrpServer> server;

	private final PoolHandle pool;

	private Sight last = Sight.NOTHING;

	private long askedNanos = System.nanoTime() - FRESH_NANOS;

	Lookout(Supplier<@Nullable EnrpServer> server, PoolHandle pool) {
		this.server = server;
		this.pool = pool;
	}

	synchronized Sight look() {
		EnrpServer server = this.server.get();
		if (server == null || System.nanoTime() - this.askedNanos < FRESH_NANOS) {
			return this.last;
		}
		try {
			ServerReport report = ServerReport.of(server.snapshot().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
			Map<PoolElementId, ServerId> owners = new HashMap<>();
			server.pool(this.pool, null, MOST_ELEMENTS)
				.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
				.ifPresent((pool) -> pool.elements().forEach((element) -> owners.put(element.id(), element.home())));
			this.last = new Sight(report, owners);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			logger.debug("The server does not answer the page", ex);
		}
		this.askedNanos = System.nanoTime();
		return this.last;
	}

}
