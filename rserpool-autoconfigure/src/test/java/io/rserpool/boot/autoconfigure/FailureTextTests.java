package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.RserpoolStartException;
import io.rserpool.boot.PoolElementHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a person reads when an application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureTextTests {

	@Test
	void aBadServerAddress(CapturedOutput output) {
		assertFails("rserpool.enrp-servers=enrp1:asap");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property 'rserpool.enrp-servers' has the value 'enrp1:asap': 'asap' is no port")
			.contains("Set 'rserpool.enrp-servers' to host, host:port or [IPv6 address]:port");
	}

	@Test
	void noServerAtAll(CapturedOutput output) {
		assertFails("rserpool.elements.web.pool=WebPool");
		assertThat(output).contains("'rserpool.elements.web' needs an ENRP server, and none is configured.")
			.contains("Set 'rserpool.enrp-servers' to the addresses of ENRP servers")
			.contains("or set 'rserpool.server.enabled' to true");
	}

	@Test
	void anUnknownHandlerBean(CapturedOutput output) {
		assertFails("rserpool.enrp-servers=127.0.0.1:1", "rserpool.elements.calc.transport=tcp",
				"rserpool.elements.calc.handler=missing");
		assertThat(output).contains("there is no PoolElementHandler bean of this name")
			.contains("Set 'rserpool.elements.calc.handler' to the name of a PoolElementHandler bean"
					+ " (there are: calculator)");
	}

	@Test
	void aPolicyValueThatThePolicyDoesNotHave(CapturedOutput output) {
		assertFails("rserpool.enrp-servers=127.0.0.1:1", "rserpool.elements.web.policy.weight=2");
		assertThat(output).contains("Property 'rserpool.elements.web.policy.weight' has the value '2'")
			.contains("Set 'rserpool.elements.web.policy.weight' to nothing: remove it");
	}

	@Test
	void anUnknownPolicyListsTheKnownOnes(CapturedOutput output) {
		assertFails("rserpool.enrp-servers=127.0.0.1:1", "rserpool.elements.web.policy.type=fairest");
		assertThat(output).contains("rserpool.elements.web.policy.type").contains("fairest").contains("ROUND_ROBIN");
	}

	@Test
	void aLoadThatIsNoShare(CapturedOutput output) {
		assertFails("rserpool.enrp-servers=127.0.0.1:1", "rserpool.elements.web.policy.load=lots");
		assertThat(output).contains("rserpool.elements.web.policy.load").contains("'lots' is no load: allowed are 0%");
	}

	@Test
	void aTakenPortOfAnElement(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String text = new RserpoolStartFailureAnalyzer()
				.analyze(new ElementStartException("rserpool.elements.calc.port",
						(InetSocketAddress) taken.getLocalSocketAddress(), "in use", null))
				.getAction();
			assertThat(text).contains("Stop what listens on port " + taken.getLocalPort())
				.contains("'rserpool.elements.calc.port'");
		}
		assertThat(output).doesNotContain("Exception");
	}

	@Test
	void aTakenPortOfTheServer() {
		RserpoolStartException failure = new RserpoolStartException(
				new InetSocketAddress(InetAddress.getLoopbackAddress(), 3863), "Address already in use", null);
		assertThat(new RserpoolStartFailureAnalyzer().analyze(failure)).satisfies((analysis) -> {
			assertThat(analysis.getDescription()).contains(":3863").contains("Address already in use");
			assertThat(analysis.getAction()).contains("'rserpool.server.port'").contains("0 for any free one");
		});
	}

	private static void assertFails(String... properties) {
		assertThatExceptionOfType(Exception.class).isThrownBy(
				() -> new SpringApplicationBuilder(Application.class, NotStarting.class).web(WebApplicationType.NONE)
					.properties(properties)
					.run()
					.close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ RserpoolAutoConfiguration.class, RserpoolServerAutoConfiguration.class,
			RserpoolEndpointAutoConfiguration.class, RserpoolElementsAutoConfiguration.class,
			RserpoolUsersAutoConfiguration.class })
	static class Application {

		@Bean
		PoolElementHandler calculator() {
			return (connection) -> connection.outputStream().write(1);
		}

	}

}
