package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import io.rserpool.FailoverDecision;
import io.rserpool.FailoverHandler;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;
import io.rserpool.boot.session.JsonSessionPayloadConverter;
import io.rserpool.boot.session.PoolSessions;
import io.rserpool.boot.session.SessionPayloadConverter;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;

class RserpoolUsersAutoConfigurationTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RserpoolAutoConfiguration.class,
				RserpoolEndpointAutoConfiguration.class, RserpoolUsersAutoConfiguration.class))
		.withUserConfiguration(NotStarting.class);

	private final ApplicationContextRunner connected = this.contexts
		.withPropertyValues("rserpool.enrp-servers=127.0.0.1:1");

	@Test
	void hasNoUserWithoutAnyServer() {
		this.contexts.run((context) -> assertThat(context).doesNotHaveBean(PoolUser.class));
	}

	@Test
	void hasASingleUserWhenNoneIsNamed() {
		this.connected.run((context) -> assertThat(context).hasSingleBean(PoolUser.class).hasBean("poolUser"));
	}

	@Test
	void eachNamedUserIsABean() {
		this.connected.withPropertyValues("rserpool.users.near.subscribe=false", "rserpool.users.far.serve-stale=false")
			.run((context) -> assertThat(context).getBeans(PoolUser.class).containsOnlyKeys("near", "far"));
	}

	@Test
	void backsOffFromTheApplicationsOwnUser() {
		this.connected.withUserConfiguration(OwnUser.class)
			.run((context) -> assertThat(context).hasSingleBean(PoolUser.class).hasBean("ownUser"));
	}

	@Test
	void aNamedUserNeedsAServer() {
		this.contexts.withPropertyValues("rserpool.users.near.subscribe=false")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoEnrpServerConfiguredException.class)
				.hasMessageContaining("rserpool.users.near"));
	}

	@Test
	void refusesANegativeAge() {
		this.connected.withPropertyValues("rserpool.users.near.stale-cache-value=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class)
				.hasMessageContaining("'rserpool.users.near.stale-cache-value'"));
	}

	@Test
	void refusesAUserWithoutAnyTransport() {
		this.connected.withPropertyValues("rserpool.users.near.transports=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class)
				.hasMessageContaining("'rserpool.users.near.transports'"));
	}

	@Test
	void theSingleUserHasATemplateForSessions() {
		this.connected.run((context) -> assertThat(context).hasBean("poolSessions").hasSingleBean(PoolSessions.class));
	}

	@Test
	void eachNamedUserHasATemplateForSessions() {
		this.connected.withPropertyValues("rserpool.users.near.subscribe=false", "rserpool.users.far.serve-stale=false")
			.run((context) -> {
				assertThat(context).getBeans(PoolSessions.class).containsOnlyKeys("nearSessions", "farSessions");
				assertThat(context.getBean("farSessions", PoolSessions.class).user()).isSameAs(context.getBean("far"));
			});
	}

	@Test
	void anOwnUserHasATemplateAsWell() {
		this.connected.withUserConfiguration(OwnUser.class)
			.run((context) -> assertThat(context.getBean(PoolSessions.class).user())
				.isSameAs(context.getBean("ownUser")));
	}

	@Test
	void payloadsAreJsonIfThereIsAMapperForIt() {
		this.connected.run((context) -> assertThat(context).hasSingleBean(JsonSessionPayloadConverter.class));
		this.connected.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).hasSingleBean(SessionPayloadConverter.class)
				.doesNotHaveBean(JsonSessionPayloadConverter.class));
	}

	@Test
	void failoverHandlersAreFoundByPool() {
		this.connected.withUserConfiguration(Failovers.class).run((context) -> {
			FailoverHandlers handlers = new FailoverHandlers(context.getBeanFactory());
			assertThat(handlers.find(PoolHandle.of("CalcPool"))).isSameAs(context.getBean("forCalc"));
			assertThat(handlers.find(PoolHandle.of("OtherPool"))).isSameAs(context.getBean("forAll"));
		});
		this.connected
			.run((context) -> assertThat(new FailoverHandlers(context.getBeanFactory()).find(PoolHandle.of("CalcPool")))
				.isNull());
	}

	@Configuration(proxyBeanMethods = false)
	static class Failovers {

		@Bean
		@Qualifier("CalcPool")
		FailoverHandler forCalc() {
			return (failover) -> FailoverDecision.proceed();
		}

		@Bean
		@Primary
		FailoverHandler forAll() {
			return (failover) -> FailoverDecision.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnUser {

		@Bean
		PoolUser ownUser() {
			return new ManagedPoolUser("own", (handle) -> SessionOptions.DEFAULT, () -> {
				throw new IllegalStateException("never started");
			});
		}

	}

}
