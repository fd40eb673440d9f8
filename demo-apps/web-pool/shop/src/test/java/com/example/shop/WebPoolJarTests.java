package com.example.shop;

import java.time.Duration;
import java.util.Set;

import io.rserpool.EnrpServer;
import io.rserpool.boot.events.EventHistory;
import io.rserpool.event.RserpoolEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The shop in this JVM, and prices as processes beside it.
 */
@EnabledIfSystemProperty(named = PricesProcess.JAR, matches = ".+", disabledReason = "the jar is not packaged yet")
class WebPoolJarTests {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	@Test
	void nobodyNoticesThatAProcessIsKilledAnotherStopsAndAnotherComes() throws Exception {
		try (ConfigurableApplicationContext shop = shop();
				PricesProcess killed = prices(shop);
				PricesProcess stopped = prices(shop);
				PricesProcess staying = prices(shop);
				Customer customer = new Customer(
						"http://127.0.0.1:" + shop.getEnvironment().getProperty("local.server.port"))) {
			await().atMost(PATIENCE).until(() -> elements(shop) == 3);
			customer.start();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(customer.processes()).containsExactlyInAnyOrder(killed.pid(),
						stopped.pid(), staying.pid()));

			killed.kill();
			customer.forget();
			awaitMoreAnswers(customer, 200);
			assertThat(customer.processes()).containsExactlyInAnyOrder(stopped.pid(), staying.pid());
			assertThat(failedElements(shop)).isLessThanOrEqualTo(1);

			stopped.terminate();
			customer.forget();
			awaitMoreAnswers(customer, 200);
			assertThat(customer.processes()).containsExactly(staying.pid());

			try (PricesProcess coming = prices(shop)) {
				await().atMost(PATIENCE)
					.untilAsserted(
							() -> assertThat(customer.processes()).isEqualTo(Set.of(staying.pid(), coming.pid())));
				customer.stop();
			}
			assertThat(customer.failures()).isEmpty();
		}
	}

	private static void awaitMoreAnswers(Customer customer, int more) {
		long until = customer.answers() + more;
		await().atMost(PATIENCE).until(() -> customer.answers() >= until || !customer.failures().isEmpty());
		assertThat(customer.failures()).isEmpty();
	}

	private static ConfigurableApplicationContext shop() {
		// A slow machine is no failure of an element.
		return new SpringApplicationBuilder(ShopApplication.class).profiles("pooled")
			.run("--server.port=0", "--rserpool.server.port=0", "--rserpool.server.enrp.port=0",
					"--spring.http.clients.connect-timeout=1m", "--spring.http.clients.read-timeout=1m");
	}

	private static PricesProcess prices(ConfigurableApplicationContext shop) {
		return new PricesProcess("127.0.0.1:" + shop.getEnvironment().getProperty("local.rserpool.server.port"));
	}

	private static int elements(ConfigurableApplicationContext shop) {
		return shop.getBean(EnrpServer.class).snapshot().join().elementCount();
	}

	private static long failedElements(ConfigurableApplicationContext shop) {
		return shop.getBean(EventHistory.class)
			.all()
			.stream()
			.filter((occurrence) -> occurrence.event() instanceof RserpoolEvent.ElementFailed)
			.count();
	}

}
