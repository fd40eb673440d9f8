package io.rserpool.boot;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.EnrpServer;
import io.rserpool.PoolElement;
import io.rserpool.PoolUser;
import io.rserpool.RegistrationState;
import io.rserpool.Selection;
import io.rserpool.UnknownPoolException;
import io.rserpool.boot.actuate.RserpoolEndpoint;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.UdpTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Whole applications over loopback.
 */
@ExtendWith(OutputCaptureExtension.class)
class StarterIntegrationTests {

	private static final PoolHandle WEB = PoolHandle.of("WebPool");

	private static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	@Test
	void oneApplicationIsServerElementsAndUser() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET, "rserpool.server.enabled=true",
				"rserpool.server.port=0", "rserpool.elements.web.pool=WebPool", "rserpool.elements.echo.pool=EchoPool",
				"rserpool.elements.echo.transport=tcp")) {
			awaitRegistered(context);
			PoolUser user = context.getBean(PoolUser.class);
			assertThat(user.select(WEB).address().getPort())
				.isEqualTo(context.getEnvironment().getProperty("local.server.port", Integer.class));
			assertThat(ask(user.select(ECHO))).isEqualTo("echo");
			assertThat(context.getEnvironment().getProperty("local.rserpool.server.port", Integer.class))
				.isEqualTo(context.getBean(EnrpServer.class).asapAddress().getPort());
			assertThat(context.getEnvironment().getProperty("local.rserpool.server.enrp-port", Integer.class))
				.isPositive()
				.isEqualTo(Objects.requireNonNull(context.getBean(EnrpServer.class).enrpAddress()).getPort());
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("rserpool").getStatus())
				.isEqualTo(Status.UP);
			assertThat(context.getBean(RserpoolEndpoint.class).overview().elements()).hasSize(2)
				.allSatisfy((element) -> assertThat(element.state()).isEqualTo("registered"));
		}
	}

	@Test
	void anotherPolicyThanThePoolsIsToldAndTheOtherElementServes(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext registrar = registrar();
				ConfigurableApplicationContext first = element(registrar)) {
			awaitRegistered(first);
			try (ConfigurableApplicationContext other = element(registrar,
					"rserpool.elements.echo.policy.type=random")) {
				await().atMost(Duration.ofSeconds(10))
					.untilAsserted(
							() -> assertThat(output).contains("Pool element 'echoPoolElement' is not registered: ")
								.contains("in pool 'EchoPool' was rejected: inconsistent pooling policy (0x0005)"));
				assertThat(other.getBean(PoolElement.class).state()).isEqualTo(RegistrationState.FAILED);
				assertThat(ask(registrar.getBean(PoolUser.class).select(ECHO))).isEqualTo("echo");
				assertThat(first.getBean(PoolElement.class).state()).isEqualTo(RegistrationState.REGISTERED);
			}
		}
	}

	@Test
	void aClosingApplicationLeavesItsPool() throws Exception {
		try (ConfigurableApplicationContext registrar = registrar()) {
			try (ConfigurableApplicationContext element = element(registrar)) {
				awaitRegistered(element);
				assertThat(pools(registrar)).isEqualTo(1);
			}
			assertThat(pools(registrar)).isZero();
		}
	}

	@Test
	void aUserGoesOnWithTheElementThatIsLeft() {
		try (ConfigurableApplicationContext registrar = registrar();
				ConfigurableApplicationContext first = element(registrar);
				ConfigurableApplicationContext second = element(registrar)) {
			awaitRegistered(first);
			awaitRegistered(second);
			PoolUser user = registrar.getBean(PoolUser.class);
			Selection selection = user.select(ECHO);
			boolean chosenFirst = selection.id().equals(first.getBean(PoolElement.class).id());
			(chosenFirst ? first : second).close();
			await().atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(ask(user.select(ECHO))).isEqualTo("echo"));
		}
	}

	@Test
	void anElementOfUdpIsFoundByUsersThatTakeUdp() {
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, "rserpool.server.enabled=true",
				"rserpool.server.port=0", "rserpool.elements.time.transport=external",
				"rserpool.elements.time.protocol=udp", "rserpool.elements.time.port=37",
				"rserpool.users.any.subscribe=true", "rserpool.users.tcp.transports=tcp")) {
			awaitRegistered(context);
			PoolHandle time = PoolHandle.of("time");
			Selection selection = context.getBean("any", PoolUser.class).select(time);
			assertThat(selection.transport()).isInstanceOf(UdpTransport.class);
			assertThat(selection.address().getPort()).isEqualTo(37);
			assertThatExceptionOfType(UnknownPoolException.class)
				.isThrownBy(() -> context.getBean("tcp", PoolUser.class).select(time));
		}
	}

	private static ConfigurableApplicationContext registrar() {
		return run(WebApplicationType.NONE, "rserpool.server.enabled=true", "rserpool.server.port=0");
	}

	private static ConfigurableApplicationContext element(ConfigurableApplicationContext registrar, String... more) {
		String server = "rserpool.enrp-servers=127.0.0.1:"
				+ registrar.getEnvironment().getProperty("local.rserpool.server.port");
		return run(WebApplicationType.NONE, Stream
			.concat(Stream.of(server, "rserpool.elements.echo.pool=EchoPool", "rserpool.elements.echo.transport=tcp"),
					Stream.of(more))
			.toArray(String[]::new));
	}

	private static ConfigurableApplicationContext run(WebApplicationType type, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties(Map.of("server.port", "0", "rserpool.server.enrp.port", "0", "rserpool.profile", "lan",
					"spring.main.banner-mode", "off", "management.endpoints.web.exposure.include", "health,rserpool",
					"management.endpoints.jmx.exposure.include", "rserpool"))
			.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	private static void awaitRegistered(ConfigurableApplicationContext context) {
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(context.getBeansOfType(PoolElement.class).values()).isNotEmpty()
				.allSatisfy((element) -> assertThat(element.state()).isEqualTo(RegistrationState.REGISTERED)));
	}

	private static int pools(ConfigurableApplicationContext registrar) throws ExecutionException, InterruptedException {
		return registrar.getBean(EnrpServer.class).snapshot().get().poolCount();
	}

	private static String ask(Selection selection) throws IOException {
		try (Socket socket = new Socket(selection.address().getAddress(), selection.address().getPort())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write("echo".getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			InputStream input = socket.getInputStream();
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		PoolElementHandler echo() {
			return (connection) -> connection.inputStream().transferTo(connection.outputStream());
		}

	}

}
