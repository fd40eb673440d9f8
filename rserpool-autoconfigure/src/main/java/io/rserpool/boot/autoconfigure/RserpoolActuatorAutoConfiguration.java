package io.rserpool.boot.autoconfigure;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolElement;
import io.rserpool.PoolUser;
import io.rserpool.boot.actuate.RserpoolEndpoint;
import io.rserpool.machine.Timing;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the actuator endpoint
 * {@code rserpool}.
 */
@AutoConfiguration(after = { RserpoolServerAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class,
		RserpoolElementsAutoConfiguration.class, RserpoolUsersAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
public final class RserpoolActuatorAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SanitizingFunction.class)
	static class Secrets {

		@Bean
		CookieKeySanitizingFunction rserpoolCookieKeySanitizingFunction() {
			return new CookieKeySanitizingFunction();
		}

	}

	// Nested, as the condition itself is optional on the class path.
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(RserpoolEndpoint.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RserpoolEndpoint rserpoolEndpoint(Timing timing, ObjectProvider<EnrpServer> server,
				ObjectProvider<AsapEndpoint> endpoint, Map<String, PoolElement> elements, Map<String, PoolUser> users) {
			return new RserpoolEndpoint(timing, server.getIfUnique(), endpoint.getIfUnique(), elements,
					List.copyOf(users.keySet()));
		}

	}

}
