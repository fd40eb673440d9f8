package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;
import io.rserpool.boot.PoolUserBuilderCustomizer;
import io.rserpool.machine.Timing;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for pool users: those of
 * {@code rserpool.users}, or a single {@code poolUser}.
 */
@AutoConfiguration(after = { RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class },
		afterName = "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration")
public final class RserpoolUsersAutoConfiguration {

	@Bean
	ManagedPoolUserFactory managedPoolUserFactory(RserpoolProperties properties, ObjectProvider<AsapEndpoint> endpoint,
			ObjectProvider<PoolUserBuilderCustomizer> customizers, ListableBeanFactory beans, Timing timing,
			ObjectProvider<SimpleAsyncTaskExecutorBuilder> executors, Environment environment) {
		return new ManagedPoolUserFactory(properties, endpoint, customizers, timing, new FailoverHandlers(beans),
				SessionThreads.executor("rserpool-session-", executors, environment));
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
