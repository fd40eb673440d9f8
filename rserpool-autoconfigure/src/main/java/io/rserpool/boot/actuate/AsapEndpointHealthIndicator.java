package io.rserpool.boot.actuate;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.rserpool.AsapEndpoint;

/**
 * Whether elements and users of this process have a home server.
 */
public final class AsapEndpointHealthIndicator extends AbstractHealthIndicator {

	private final AsapEndpoint endpoint;

	/** The health of the given endpoint. */
	public AsapEndpointHealthIndicator(AsapEndpoint endpoint) {
		super("ASAP endpoint health check failed");
		this.endpoint = endpoint;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		if (!this.endpoint.isRunning()) {
			builder.outOfService().withDetail("reason", "the endpoint does not run");
			return;
		}
		String address = this.endpoint.homeAddress().orElse(null);
		if (address == null) {
			builder.down().withDetail("reason", "no ENRP server is reached; the hunt goes on");
			return;
		}
		builder.up().withDetail("address", address);
		this.endpoint.home().ifPresent((home) -> builder.withDetail("home", home.toString()));
	}

}
