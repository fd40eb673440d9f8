package io.rserpool.boot.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.rserpool.PoolElement;
import io.rserpool.boot.view.RegistrationView;

/**
 * Whether a pool element of this process is a member of its pool.
 */
public final class PoolElementHealthIndicator extends AbstractHealthIndicator {

	private final String name;

	private final PoolElement element;

	/**
	 * The health of an element.
	 * @param name the name of its bean
	 * @param element the element
	 */
	public PoolElementHealthIndicator(String name, PoolElement element) {
		super("Pool element health check failed");
		this.name = name;
		this.element = element;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		RegistrationView view = RegistrationView.of(this.name, this.element);
		switch (this.element.state()) {
			case REGISTERED, REREGISTERING -> builder.up();
			case IDLE, DEREGISTERING -> builder.outOfService();
			case HUNTING, REGISTERING, FAILED -> builder.down();
		}
		builder.withDetail("pool", view.handle()).withDetail("state", view.state()).withDetail("policy", view.policy());
		detail(builder, "id", view.id());
		detail(builder, "transport", view.transport());
		detail(builder, "home", view.home());
		detail(builder, "reason", view.failure());
	}

	private static void detail(Health.Builder builder, String name, @Nullable String value) {
		if (value != null) {
			builder.withDetail(name, value);
		}
	}

}
