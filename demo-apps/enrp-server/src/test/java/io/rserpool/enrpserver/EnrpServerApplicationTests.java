package io.rserpool.enrpserver;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application on random ports, in this JVM.
 */
@ExtendWith(OutputCaptureExtension.class)
class EnrpServerApplicationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void isAServerWithDashboardAndHealthAndNothingElse() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET)) {
			assertThat(context.getBeansOfType(EnrpServer.class)).hasSize(1);
			assertThat(context.getBeansOfType(AsapEndpoint.class)).isEmpty();
			assertThat(context.getBeansOfType(PoolUser.class)).isEmpty();
			await().atMost(PATIENCE).until(() -> get(context, "/actuator/health/readiness").statusCode() == 200);
			assertThat(get(context, "/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(get(context, "/actuator/health").body()).contains("\"status\":\"UP\"")
				.contains("\"phase\":\"serving\"");
			assertThat(get(context, "/actuator/rserpool").body()).contains("\"phase\":\"serving\"")
				.contains("\"enrpAddress\":\"127.0.0.1:"
						+ context.getEnvironment().getProperty("local.rserpool.server.enrp-port") + "\"");
			assertThat(get(context, "/actuator/info").body()).contains("\"name\":\"RSerPool ENRP server\"");
			assertThat(get(context, "/rserpool").statusCode()).isEqualTo(200);
			HttpResponse<String> front = get(context, "/");
			assertThat(front.statusCode()).isEqualTo(302);
			assertThat(front.headers().firstValue("Location").orElse("")).endsWith("/rserpool");
		}
	}

	@Test
	void staysAliveWithoutTheDashboard() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE)) {
			assertThat(context.getBean(EnrpServer.class).isRunning()).isTrue();
			assertThat(keepers()).isEqualTo(1);
		}
		await().atMost(PATIENCE).until(() -> keepers() == 0);
	}

	@Test
	void aNameWithoutAddressIsToldAndNoError(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET,
				"--rserpool.server.enrp.peers=no-such-host.invalid")) {
			assertThat(output).contains("no address for no-such-host.invalid now");
			await().atMost(PATIENCE).until(() -> get(context, "/actuator/health/readiness").statusCode() == 200);
		}
	}

	@Test
	void serversThatKnowOneOfTheOthersFindAll() throws Exception {
		try (ConfigurableApplicationContext first = run(WebApplicationType.SERVLET);
				ConfigurableApplicationContext second = run(WebApplicationType.SERVLET, peers(first));
				ConfigurableApplicationContext third = run(WebApplicationType.SERVLET, peers(second))) {
			for (ConfigurableApplicationContext each : new ConfigurableApplicationContext[] { first, second, third }) {
				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThat(get(each, "/actuator/health").body())
						.contains("\"phase\":\"serving\"", "\"active\":2", "\"agreed\":2")
						.startsWith("{")
						.contains("\"status\":\"UP\""));
			}
		}
	}

	private static long keepers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> "rserpool-server".equals(thread.getName()) && !thread.isDaemon())
			.count();
	}

	private static String peers(ConfigurableApplicationContext other) {
		return "--rserpool.server.enrp.peers=127.0.0.1:"
				+ Objects.requireNonNull(other.getBean(EnrpServer.class).enrpAddress()).getPort();
	}

	private static ConfigurableApplicationContext run(WebApplicationType type, String... more) {
		return new SpringApplicationBuilder(EnrpServerApplication.class).web(type)
			.run(Stream.concat(Stream.of("--server.port=0", "--rserpool.server.port=0", "--rserpool.server.enrp.port=0",
					"--rserpool.profile=lan"), Stream.of(more))
				.toArray(String[]::new));
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
		String port = context.getEnvironment().getProperty("local.server.port");
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
