package io.rserpool.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolElement;
import io.rserpool.boot.actuate.AsapEndpointHealthIndicator;
import io.rserpool.boot.actuate.EnrpServerHealthIndicator;
import io.rserpool.boot.actuate.PoolElementHealthIndicator;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of the server,
 * elements and users.
 */
@AutoConfiguration(after = { RserpoolServerAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class,
		RserpoolElementsAutoConfiguration.class, RserpoolUsersAutoConfiguration.class })
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@Conditional(OnEnrpServerCondition.class)
public final class RserpoolHealthAutoConfiguration {

	// Nested, as the condition itself is optional on the class path.
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnEnabledHealthIndicator("rserpool")
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "rserpoolHealthContributor")
		CompositeHealthContributor rserpoolHealthContributor(ObjectProvider<EnrpServer> server,
				ObjectProvider<AsapEndpoint> endpoint, Map<String, PoolElement> elements) {
			Map<String, HealthContributor> parts = new LinkedHashMap<>();
			server.ifUnique((unique) -> parts.put("server", new EnrpServerHealthIndicator(unique)));
			endpoint.ifUnique((unique) -> parts.put("user", new AsapEndpointHealthIndicator(unique)));
			if (!elements.isEmpty()) {
				Map<String, HealthContributor> indicators = new LinkedHashMap<>();
				elements.forEach((bean, element) -> {
					String name = (element instanceof ManagedPoolElement managed) ? managed.name() : bean;
					indicators.put(name, new PoolElementHealthIndicator(name, element));
				});
				parts.put("elements", CompositeHealthContributor.fromMap(indicators));
			}
			return CompositeHealthContributor.fromMap(parts);
		}

	}

}
