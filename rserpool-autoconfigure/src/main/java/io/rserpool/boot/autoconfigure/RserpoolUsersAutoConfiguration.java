package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;
import io.rserpool.boot.PoolUserBuilderCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for pool users: those of
 * {@code rserpool.users}, or a single {@code poolUser}.
 */
@AutoConfiguration(after = { RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class })
public final class RserpoolUsersAutoConfiguration {

	@Bean
	ManagedPoolUserFactory managedPoolUserFactory(RserpoolProperties properties, ObjectProvider<AsapEndpoint> endpoint,
			ObjectProvider<PoolUserBuilderCustomizer> customizers) {
		return new ManagedPoolUserFactory(properties, endpoint, customizers);
	}

	@Configuration(proxyBeanMethods = false)
	@Order(0)
	@Import(PoolUserRegistrar.class)
	static class ConfiguredUsers {

	}

	// Only after the configured ones, or its condition would not see them.
	@Configuration(proxyBeanMethods = false)
	@Order(1)
	static class SingleUser {

		@Bean
		@ConditionalOnBean(AsapEndpoint.class)
		@ConditionalOnMissingBean
		PoolUser poolUser(ManagedPoolUserFactory users) {
			return users.create("poolUser");
		}

	}

}
