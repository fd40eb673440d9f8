package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.SessionHandler;
import io.rserpool.boot.PoolElementHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every property that can have a value without meaning: the application does not start,
 * and says which property, which value and what is allowed.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidPropertiesTests {

	@ParameterizedTest(name = "{0}={1}")
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"rserpool.enrp-servers                        | enrp1:asap      | host, host:port or [IPv6 address]:port",
			"rserpool.enrp-servers                        | no-such-host.invalid | hosts that the name service knows",
			"rserpool.announce-group                      | 192.0.2.1:3863  | a multicast address and a port",
			"rserpool.profile                             | slow            | RSPLIB",
			"rserpool.timers.t2-registration              | 0s              | a duration of 1ms to 10d",
			"rserpool.timers.t2-registration              | 11d             | a duration of 1ms to 10d",
			"rserpool.timers.t2-registration              | soon            | 'soon' is not a valid duration",
			"rserpool.event-history-size                  | 0               | a number of 1 or more",
			"rserpool.server.port                         | 65536           | a port of 0 to 65535",
			"rserpool.server.port                         | -1              | a port of 0 to 65535",
			"rserpool.server.id                           | server          | an identifier of 0x00000001",
			"rserpool.server.max-resolution-items         | 0               | a number of 1 or more",
			"rserpool.server.address-check                | sometimes       | INTERSECT",
			"rserpool.server.limits.connections           | 0               | a number of 1 or more",
			"rserpool.server.limits.resolutions-per-second | -5             | a number of 1 or more",
			"rserpool.server.enrp.port                    | 65536           | a port of 0 to 65535",
			"rserpool.server.enrp.peers                   | :9901           | host, host:port or [IPv6 address]:port",
			"rserpool.server.enrp.peers                   | enrp1:99999     | a port of 1 to 65535 (without one: 9901)",
			"rserpool.server.enrp.peers                   | enrp1:enrp      | host, host:port or [IPv6 address]:port",
			"rserpool.server.enrp.peers                   | 0.0.0.0         | host, host:port or [IPv6 address]:port",
			"rserpool.server.enrp.peers                   | 192.0.2.300     | host, host:port or [IPv6 address]:port",
			"rserpool.server.enrp.presence-group          | 192.0.2.1       | such as 239.0.0.51:9901",
			"rserpool.server.enrp.takeover-arbitration    | eldest          | LOWEST",
			"rserpool.server.enrp.reachability            | global          | STRICT",
			"rserpool.server.enrp.table-response-octets   | 511             | a number of 512 to 65532",
			"rserpool.server.enrp.table-response-octets   | 65533           | a number of 512 to 65532",
			"rserpool.server.enrp.table-response-elements | 0               | a number of 1 or more",
			"rserpool.server.enrp.max-downloads           | 1001            | a number of 1 to 1000",
			"rserpool.server.enrp.max-peers               | 0               | a number of 1 to 10000",
			"rserpool.server.enrp.mentor-rounds           | 0               | a number of 1 to 1000",
			"rserpool.elements.calc.pool                  | hex:0g          | pairs of hexadecimal digits",
			"rserpool.elements.calc.id                    | 0x0             | an identifier of 0x00000001",
			"rserpool.elements.calc.life                  | -5s             | a duration of 1s or more",
			"rserpool.elements.calc.port                  | 70000           | a port of 0 to 65535",
			"rserpool.elements.calc.max-connections       | 0               | a number of 1 or more",
			"rserpool.elements.calc.drain-timeout         | -1s             | 0 or a positive duration",
			"rserpool.elements.calc.transport             | pigeon          | EXTERNAL",
			"rserpool.elements.calc.policy.type           | fairest         | ROUND_ROBIN",
			"rserpool.elements.calc.policy.load           | 101%            | 0% to 100%",
			"rserpool.elements.calc.policy.weight         | 2               | nothing: remove it",
			"rserpool.elements.talk.session.init-timeout  | 99ms            | a duration of 100ms to 60s",
			"rserpool.elements.talk.session.heartbeat-interval | 301s       | 100ms to 300s, or 0 for none",
			"rserpool.elements.talk.session.heartbeat-timeout | 0s          | a duration of 100ms to 60s",
			"rserpool.elements.talk.session.heartbeat-max-missed | 11       | a number of 1 to 10",
			"rserpool.elements.talk.session.ack-timeout   | 999ms           | 1s to 1h, or 0 for ever",
			"rserpool.elements.talk.session.max-unacknowledged-messages | 0 | a number of 1 or more",
			"rserpool.elements.talk.session.max-unacknowledged-size | 0B    | a size of 1B or more",
			"rserpool.elements.talk.session.max-message-size | 2GB          | up to 2147483647B",
			"rserpool.elements.talk.session.cards         | marked          | the name of a CardDealer bean (there are: none)",
			"rserpool.elements.talk.handler               | listener        | the name of a SessionHandler bean (there are: talker)",
			"rserpool.users.client.session.failover       | sometimes       | CALLBACK",
			"rserpool.users.client.session.failover       | callback        | 'auto' or 'manual', or declare one",
			"rserpool.users.client.session.retrieval      | transport       | 'application-ack' or 'none'",
			"rserpool.users.client.session.connect-timeout | 61s            | a duration of 100ms to 60s",
			"rserpool.users.client.session.give-up-after  | -1s             | 0 or a positive duration",
			"rserpool.users.client.session.max-sendings   | 0               | a number of 1 or more",
			"rserpool.users.client.session.queue-messages | 0               | a number of 1 or more",
			"rserpool.users.client.session.queue-size     | 0B              | a size of 1B or more",
			"rserpool.users.client.session.when-full      | wait            | BLOCK",
			"rserpool.users.client.pools.hex.session.max-sendings | -1      | a number of 1 or more",
			"rserpool.users.client.stale-cache-value      | -1s             | 0 or a positive duration" })
	void namesPropertyValueAndWhatIsAllowed(String property, String value, String allowed, CapturedOutput output) {
		assertFails("rserpool.server.enabled=true", "rserpool.server.port=0", "rserpool.server.enrp.port=0",
				"rserpool.elements.calc.transport=tcp", "rserpool.elements.talk.transport=session",
				"rserpool.users.client.subscribe=true", property + "=" + value);

		String report = output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"));
		assertThat(report).contains(property).contains(allowed).contains("Action:");
		assertThat(report.toLowerCase(Locale.ROOT)).containsAnyOf(value.toLowerCase(Locale.ROOT), iso(value));
	}

	/** Durations are told in the form of ISO 8601. */
	private static String iso(String value) {
		return switch (value) {
			case "11d" -> "pt264h";
			case "99ms" -> "pt0.099s";
			case "999ms" -> "pt0.999s";
			case "301s" -> "pt5m1s";
			case "61s" -> "pt1m1s";
			case "2GB" -> "2147483648b";
			default -> "pt" + value;
		};
	}

	@Test
	void thePortOfTheServerIsInUse(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertFails("rserpool.server.enabled=true", "rserpool.server.enrp.port=0",
					"rserpool.server.port=" + taken.getLocalPort());

			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The ENRP server could not start on localhost:" + taken.getLocalPort())
				.contains("Address already in use")
				.contains("set 'rserpool.server.port' to another port, or to 0 for any free one");
		}
	}

	@Test
	void thePortForOtherServersIsInUse(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertFails("rserpool.server.enabled=true", "rserpool.server.port=0",
					"rserpool.server.enrp.port=" + taken.getLocalPort());

			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The ENRP server could not start on localhost:" + taken.getLocalPort())
				.contains("set 'rserpool.server.enrp.port' to another port, or to 0 for any free one");
		}
	}

	@Test
	void theAddressForOtherServersIsNotOfThisHost(CapturedOutput output) {
		assertFails("rserpool.server.enabled=true", "rserpool.server.port=0", "rserpool.server.enrp.port=0",
				"rserpool.server.enrp.address=192.0.2.1");

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Set 'rserpool.server.enrp.address', or 'rserpool.server.address' which is its default, "
					+ "to an address of this host, or to 0.0.0.0 for all of them");
	}

	@Test
	void bothPortsAreTheSame(CapturedOutput output) {
		assertFails("rserpool.server.enabled=true", "rserpool.server.port=9901");

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property 'rserpool.server.enrp.port' has the value '9901': "
					+ "it is also that of 'rserpool.server.port'")
			.contains("Set 'rserpool.server.enrp.port' to another port, such as 9901");
	}

	@Test
	void thePortOfAnElementIsInUse(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertFails("rserpool.server.enabled=true", "rserpool.server.port=0",
					"rserpool.elements.calc.transport=tcp", "rserpool.elements.calc.address=127.0.0.1",
					"rserpool.elements.calc.port=" + taken.getLocalPort());

			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The pool element could not start on 127.0.0.1:" + taken.getLocalPort())
				.contains("Address already in use")
				.contains("set 'rserpool.elements.calc.port' to another port");
		}
	}

	@Test
	void thePortOfASessionElementIsInUse(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertFails("rserpool.server.enabled=true", "rserpool.server.port=0", "rserpool.server.enrp.port=0",
					"rserpool.elements.talk.transport=session", "rserpool.elements.talk.address=127.0.0.1",
					"rserpool.elements.talk.port=" + taken.getLocalPort());

			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The pool element could not start on 127.0.0.1:" + taken.getLocalPort())
				.contains("set 'rserpool.elements.talk.port' to another port");
		}
	}

	private static void assertFails(String... properties) {
		List<String> arguments = Arrays.stream(properties).map((property) -> "--" + property).toList();
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.run(last(arguments))
				.close());
	}

	/** Of two settings of one property the last one counts. */
	private static String[] last(List<String> arguments) {
		Map<String, String> byName = new LinkedHashMap<>();
		arguments.forEach((argument) -> byName.put(argument.substring(0, argument.indexOf('=')), argument));
		return byName.values().toArray(String[]::new);
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

		@Bean
		SessionHandler talker() {
			return (session, message) -> message.reply(message.bytes());
		}

	}

}
