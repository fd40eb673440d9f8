package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;
import io.rserpool.boot.PoolUserBuilderCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for pool users: those of
 * {@code rserpool.users}, or a single {@code poolUser}.
 */
@AutoConfiguration(after = { RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class })
@Import({ RserpoolUsersAutoConfiguration.ConfiguredUsers.class, RserpoolUsersAutoConfiguration.SingleUser.class })
public final class RserpoolUsersAutoConfiguration {

	@Bean
	ManagedPoolUserFactory managedPoolUserFactory(RserpoolProperties properties, ObjectProvider<AsapEndpoint> endpoint,
			ObjectProvider<PoolUserBuilderCustomizer> customizers) {
		return new ManagedPoolUserFactory(properties, endpoint, customizers);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PoolUserRegistrar.class)
	static class ConfiguredUsers {

	}

	@Configuration(proxyBeanMethods = false)
	static class SingleUser {

		@Bean
		@ConditionalOnBean(AsapEndpoint.class)
		@ConditionalOnMissingBean
		PoolUser poolUser(ManagedPoolUserFactory users) {
			return users.create("poolUser");
		}

	}

}
