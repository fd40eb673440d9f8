package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.machine.Profile;

import static org.assertj.core.api.Assertions.assertThat;

class RserpoolEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class))
		.withUserConfiguration(NotStarting.class);

	@Test
	void hasNoEndpointWithoutAnyServer() {
		this.contexts.run((context) -> assertThat(context).doesNotHaveBean(AsapEndpoint.class));
	}

	@Test
	void hasAnEndpointForConfiguredServers() {
		this.contexts.withPropertyValues("rserpool.enrp-servers=127.0.0.1:1,127.0.0.1:2", "rserpool.profile=lan")
			.run((context) -> {
				AsapEndpoint endpoint = context.getBean(AsapEndpoint.class);
				assertThat(endpoint.isRunning()).isFalse();
				assertThat(endpoint.home()).isEmpty();
				assertThat(endpoint.timing().profile()).isEqualTo(Profile.LAN);
				assertThat(context.getBean(EnrpServerAddresses.class).get()).extracting("port").containsExactly(1, 2);
			});
	}

	@Test
	void hasAnEndpointForServersThatAreListedOneByOne() {
		this.contexts.withPropertyValues("rserpool.enrp-servers[0]=127.0.0.1")
			.run((context) -> assertThat(context.getBean(EnrpServerAddresses.class).get()).extracting("port")
				.containsExactly(3863));
	}

	@Test
	void hasAnEndpointForAnnouncements() {
		this.contexts.withPropertyValues("rserpool.announce-group=239.0.0.51:3863")
			.run((context) -> assertThat(context).hasSingleBean(AsapEndpoint.class));
	}

	@Test
	void turnsToTheEmbeddedServerWithItsRealPort() {
		this.contexts.withUserConfiguration(Server.class)
			.run((context) -> assertThat(context.getBean(EnrpServerAddresses.class).get()).singleElement()
				.isEqualTo(context.getBean(EnrpServer.class).asapAddress()));
	}

	@Test
	void configuredServersGoBeforeTheEmbeddedOne() {
		this.contexts.withUserConfiguration(Server.class)
			.withPropertyValues("rserpool.enrp-servers=127.0.0.1:9")
			.run((context) -> assertThat(context.getBean(EnrpServerAddresses.class).get()).extracting("port")
				.containsExactly(9));
	}

	@Test
	void refusesAnEntryThatIsNoAddress() {
		this.contexts.withPropertyValues("rserpool.enrp-servers=127.0.0.1:asap")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class)
				.hasMessageContaining("'rserpool.enrp-servers'")
				.hasMessageContaining("'asap' is no port"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Server {

		@Bean
		EnrpServer stubServer() {
			return new StubEnrpServer();
		}

	}

}
