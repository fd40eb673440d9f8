package io.rserpool.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.rserpool.EnrpServer;

/**
 * Whether there is an ENRP server to turn to: configured, embedded, or announced by
 * multicast.
 */
final class OnEnrpServerCondition extends AnyNestedCondition {

	OnEnrpServerCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@Conditional(OnConfiguredServers.class)
	static final class Configured {

	}

	@ConditionalOnBean(EnrpServer.class)
	static final class Embedded {

	}

	@ConditionalOnProperty("rserpool.announce-group")
	static final class Announced {

	}

	/**
	 * Whether the list of servers has entries.
	 */
	static final class OnConfiguredServers extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("ENRP servers");
			boolean configured = Binder.get(context.getEnvironment())
				.bind(EnrpServerAddresses.PROPERTY, Bindable.listOf(String.class))
				.map((servers) -> !servers.isEmpty())
				.orElse(false);
			return configured ? ConditionOutcome.match(message.found("property").items(EnrpServerAddresses.PROPERTY))
					: ConditionOutcome.noMatch(message.didNotFind("property").items(EnrpServerAddresses.PROPERTY));
		}

	}

}
