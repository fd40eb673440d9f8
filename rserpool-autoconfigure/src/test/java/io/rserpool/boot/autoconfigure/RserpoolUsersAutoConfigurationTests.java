package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;

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
