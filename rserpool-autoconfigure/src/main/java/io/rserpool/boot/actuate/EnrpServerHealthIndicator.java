package io.rserpool.boot.actuate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.rserpool.EnrpServer;
import io.rserpool.boot.view.ServerView;

/**
 * Whether the embedded ENRP server serves: it runs, and its thread answers.
 */
public final class EnrpServerHealthIndicator extends AbstractHealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final EnrpServer server;

	/** The health of the given server. */
	public EnrpServerHealthIndicator(EnrpServer server) {
		super("ENRP server health check failed");
		this.server = server;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		if (!this.server.isRunning()) {
			builder.outOfService().withDetail("reason", "the server does not run");
			return;
		}
		try {
			ServerView view = ServerView.of(this.server,
					this.server.snapshot().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
			builder.up()
				.withDetail("id", view.id())
				.withDetail("address", view.asapAddress())
				.withDetail("pools", view.pools())
				.withDetail("elements", view.elements())
				.withDetail("owned", view.owned())
				.withDetail("connections", view.connections())
				.withDetail("uptimeMillis", view.uptimeMillis());
		}
		catch (TimeoutException ex) {
			builder.down().withDetail("reason", "the server did not answer within " + PATIENCE.toMillis() + " ms");
		}
	}

}
