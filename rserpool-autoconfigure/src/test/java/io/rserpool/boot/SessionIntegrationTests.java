package io.rserpool.boot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.PoolElement;
import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.ReceivedMessage;
import io.rserpool.RegistrationState;
import io.rserpool.ServedSession;
import io.rserpool.SessionHandler;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sessions of whole applications over loopback.
 */
class SessionIntegrationTests {

	private static final PoolHandle COUNTERS = PoolHandle.of("CounterPool");

	@Test
	void aSessionGoesOnAtAnotherElementWithItsStateWhenAnApplicationEnds() {
		try (ConfigurableApplicationContext registrar = run("rserpool.server.enabled=true", "rserpool.server.port=0");
				ConfigurableApplicationContext first = element(registrar);
				ConfigurableApplicationContext second = element(registrar, "spring.threads.virtual.enabled=true")) {
			PoolUser user = registrar.getBean(PoolUser.class);
			try (PoolSession session = user.openSession(COUNTERS)) {
				assertThat(count(session)).isEqualTo("1");
				assertThat(count(session)).isEqualTo("2");
				boolean atFirst = session.element().orElseThrow().equals(first.getBean(PoolElement.class).id());

				(atFirst ? first : second).close();

				assertThat(count(session)).isEqualTo("3");
				assertThat(session.element()).contains((atFirst ? second : first).getBean(PoolElement.class).id());
			}
		}
	}

	@Test
	void aSessionMayFinishWhileItsElementDrains() {
		try (ConfigurableApplicationContext registrar = run("rserpool.server.enabled=true", "rserpool.server.port=0")) {
			ConfigurableApplicationContext only = element(registrar, "rserpool.elements.counter.drain-timeout=30s");
			PoolElement element = only.getBean(PoolElement.class);
			PoolSession session = registrar.getBean(PoolUser.class).openSession(COUNTERS);
			assertThat(count(session)).isEqualTo("1");

			Thread closer = new Thread(only::close);
			closer.start();
			await().atMost(Duration.ofSeconds(10)).until(() -> element.state() != RegistrationState.REGISTERED);
			assertThat(count(session)).isEqualTo("2");
			session.close();

			await().atMost(Duration.ofSeconds(10)).until(() -> !closer.isAlive());
		}
	}

	private static String count(PoolSession session) {
		return new String(session.call(new byte[0]), StandardCharsets.UTF_8);
	}

	private static ConfigurableApplicationContext element(ConfigurableApplicationContext registrar, String... more) {
		String server = "rserpool.enrp-servers=127.0.0.1:"
				+ registrar.getEnvironment().getProperty("local.rserpool.server.port");
		ConfigurableApplicationContext context = run(Stream
			.concat(Stream.of(server, "rserpool.elements.counter.pool=CounterPool",
					"rserpool.elements.counter.transport=session"), Stream.of(more))
			.toArray(String[]::new));
		await().atMost(Duration.ofSeconds(10))
			.until(() -> context.getBean(PoolElement.class).state() == RegistrationState.REGISTERED);
		return context;
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(Map.of("rserpool.server.enrp.port", "0", "rserpool.profile", "lan", "spring.main.banner-mode",
					"off"))
			.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SessionHandler counter() {
			return new Counter();
		}

	}

	/** Answers each request with the number of requests in the session. */
	static class Counter implements SessionHandler {

		@Override
		public void resumed(ServedSession session, byte[] cookie) {
			session.state(Integer.valueOf(new String(cookie, StandardCharsets.UTF_8)));
		}

		@Override
		public void received(ServedSession session, ReceivedMessage message) {
			int count = (session.state() instanceof Integer before) ? before + 1 : 1;
			session.state(count);
			byte[] text = String.valueOf(count).getBytes(StandardCharsets.UTF_8);
			session.cookie(text);
			message.reply(text);
		}

	}

}
