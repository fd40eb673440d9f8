package io.rserpool.boot.autoconfigure;

import java.util.Map;
import java.util.Objects;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolElement;
import io.rserpool.boot.PoolElementBuilderCustomizer;
import io.rserpool.boot.SessionServerBuilderCustomizer;
import io.rserpool.machine.Timing;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the pool elements of
 * {@code rserpool.elements}. Elements that the application declares as beans itself are
 * registered and deregistered with them.
 */
@AutoConfiguration(after = { RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class },
		afterName = "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration")
@Import(PoolElementRegistrar.class)
public final class RserpoolElementsAutoConfiguration {

	@Bean
	ApplicationHttpPort rserpoolApplicationHttpPort() {
		return new ApplicationHttpPort();
	}

	@Bean
	ManagedPoolElementFactory managedPoolElementFactory(RserpoolProperties properties, ListableBeanFactory beans,
			ObjectProvider<EnrpServer> servers, ApplicationHttpPort httpPort, ObjectProvider<AsapEndpoint> endpoint,
			ObjectProvider<PoolElementBuilderCustomizer> customizers, SessionServers sessions,
			ObjectProvider<SimpleAsyncTaskExecutorBuilder> executors, Environment environment) {
		// A connection holds its thread for as long as it lasts: a shared pool of threads
		// would starve. Bounded by the limit of connections of each element.
		SimpleAsyncTaskExecutorBuilder executor = executors.getIfAvailable(SimpleAsyncTaskExecutorBuilder::new)
			.threadNamePrefix("rserpool-element-")
			.virtualThreads(Threading.VIRTUAL.isActive(environment))
			.concurrencyLimit(null);
		return new ManagedPoolElementFactory(properties, beans, new EnrpServerAddresses(properties, servers), httpPort,
				endpoint, customizers, sessions, executor.build());
	}

	@Bean
	SessionServers rserpoolSessionServers(ListableBeanFactory beans, Timing timing,
			ObjectProvider<SessionServerBuilderCustomizer> customizers,
			ObjectProvider<SimpleAsyncTaskExecutorBuilder> executors, Environment environment) {
		return new SessionServers(beans, timing, customizers,
				SessionThreads.executor("rserpool-session-", executors, environment));
	}

	@Bean
	ElementPortLifecycle elementPortLifecycle(ObjectProvider<PoolElement> elements) {
		return new ElementPortLifecycle(elements.orderedStream()
			.filter(ManagedPoolElement.class::isInstance)
			.map(ManagedPoolElement.class::cast)
			.map(ManagedPoolElement::port)
			.filter(Objects::nonNull)
			.toList());
	}

	@Bean
	PoolElementLifecycle poolElementLifecycle(Map<String, PoolElement> elements) {
		return new PoolElementLifecycle(elements);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebServerPort {

		@Bean
		ApplicationListener<WebServerInitializedEvent> rserpoolApplicationHttpPortListener(ApplicationHttpPort port) {
			return new WebServerPortListener(port);
		}

	}

}
