package io.rserpool.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

import io.rserpool.FailoverContext;
import io.rserpool.FailoverDecision;
import io.rserpool.FailoverHandler;
import io.rserpool.PoolElement;
import io.rserpool.RegistrationState;
import io.rserpool.RequestFailedException;
import io.rserpool.boot.session.PoolCookie;
import io.rserpool.boot.session.PoolElementService;
import io.rserpool.boot.session.PoolSessions;
import io.rserpool.boot.session.SessionMessage;
import io.rserpool.boot.session.TypedPoolSession;
import io.rserpool.event.EventStream;
import io.rserpool.event.RserpoolEvent.CookieRejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The example of docs/sessions-spring.md, over loopback.
 */
class SessionServiceIntegrationTests {

	private static final String KEY = "rserpool.elements.basket.session.cookie-keys.1=";

	private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private static final String OTHER_SECRET = "OTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	@Test
	void aBasketIsKeptWhenTheApplicationBehindItEnds() {
		try (ConfigurableApplicationContext shop = shop();
				ConfigurableApplicationContext first = element(shop, KEY + SECRET);
				ConfigurableApplicationContext second = element(shop, KEY + SECRET)) {
			PoolSessions sessions = shop.getBean(PoolSessions.class);
			try (TypedPoolSession session = sessions.openTyped("BasketPool")) {
				session.call("add", new Item("tea", 250), Integer.class);
				assertThat(session.call("add", new Item("milk", 120), Integer.class)).isEqualTo(370);

				close(session, first, second);

				assertThat(session.call("add", new Item("honey", 430), Integer.class)).isEqualTo(800);
				assertThat(session.call("contents", null, Basket.class).items()).extracting(Item::name)
					.containsExactly("tea", "milk", "honey");
				assertThat(shop.getBean(Checkout.class).failovers).hasSize(1);
				assertThat(shop.getBean(Shop.class).buy()).isEqualTo(370);
			}
		}
	}

	@Test
	void aBasketThatAnotherPoolSignedIsNotBelieved() {
		try (ConfigurableApplicationContext shop = shop();
				ConfigurableApplicationContext first = element(shop, KEY + SECRET);
				ConfigurableApplicationContext second = element(shop, KEY + OTHER_SECRET)) {
			List<CookieRejected> rejected = new CopyOnWriteArrayList<>();
			Stream.of(first, second).forEach((context) -> context.getBean(EventStream.class).subscribe((occurrence) -> {
				if (occurrence.event() instanceof CookieRejected event) {
					rejected.add(event);
				}
			}));
			try (TypedPoolSession session = shop.getBean(PoolSessions.class).openTyped("BasketPool")) {
				session.call("add", new Item("tea", 250), Integer.class);

				close(session, first, second);

				assertThat(session.call("add", new Item("milk", 120), Integer.class)).isEqualTo(120);
				assertThat(rejected).singleElement()
					.satisfies((event) -> assertThat(event.why()).contains("signature"));
			}
		}
	}

	@Test
	void whatAMethodDoesNotWantRefusesTheRequestAndLeavesTheBasketAlone() {
		try (ConfigurableApplicationContext shop = shop();
				ConfigurableApplicationContext only = element(shop, KEY + SECRET);
				TypedPoolSession session = shop.getBean(PoolSessions.class).openTyped("BasketPool")) {
			session.call("add", new Item("tea", 250), Integer.class);

			assertRefused(() -> session.call("add", new Item("air", 0), Integer.class), "air has no price");
			assertRefused(() -> session.call("remove", "tea", Integer.class), "there are add, contents");
			assertRefused(() -> session.call("add", "tea", Integer.class), "no JSON of a");

			assertThat(session.call("contents", null, Basket.class).items()).hasSize(1);
			assertThat(only.isActive()).isTrue();
		}
	}

	@Test
	void thePageShowsThisExample() throws IOException {
		String source = plain(Files.readString(Path
			.of("src/test/java/io/rserpool/boot/" + SessionServiceIntegrationTests.class.getSimpleName() + ".java")));
		Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("../docs/sessions-spring.md")));
		int blocks = 0;
		while (block.find()) {
			for (String part : block.group(1).split("\n\n(?=\\S)")) {
				assertThat(source).contains(plain(part));
			}
			blocks++;
		}
		assertThat(blocks).isGreaterThanOrEqualTo(3);
	}

	/** Modifiers and spaces make no difference. */
	private static String plain(String source) {
		return source.replaceAll("\\b(static|public) ", "").replaceAll("\\s+", " ").trim();
	}

	private static void assertRefused(Runnable call, String why) {
		assertThatExceptionOfType(RequestFailedException.class).isThrownBy(call::run).withMessageContaining(why);
	}

	private static void close(TypedPoolSession session, ConfigurableApplicationContext first,
			ConfigurableApplicationContext second) {
		boolean atFirst = session.session().element().orElseThrow().equals(first.getBean(PoolElement.class).id());
		(atFirst ? first : second).close();
	}

	private static ConfigurableApplicationContext shop() {
		return run(ShopApplication.class, "rserpool.server.enabled=true", "rserpool.server.port=0");
	}

	private static ConfigurableApplicationContext element(ConfigurableApplicationContext shop, String... more) {
		String server = "rserpool.enrp-servers=127.0.0.1:"
				+ shop.getEnvironment().getProperty("local.rserpool.server.port");
		ConfigurableApplicationContext context = run(BasketApplication.class, Stream
			.concat(Stream.of(server, "rserpool.elements.basket.pool=BasketPool",
					"rserpool.elements.basket.transport=session"), Stream.of(more))
			.toArray(String[]::new));
		await().atMost(Duration.ofSeconds(10))
			.until(() -> context.getBean(PoolElement.class).state() == RegistrationState.REGISTERED);
		return context;
	}

	private static ConfigurableApplicationContext run(Class<?> application, String... properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(Map.of("rserpool.server.enrp.port", "0", "rserpool.profile", "lan", "spring.main.banner-mode",
					"off"))
			.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Baskets.class)
	static class BasketApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Shop.class, Checkout.class })
	static class ShopApplication {

	}

	// The example

	record Item(String name, int cents) {
	}

	record Basket(List<Item> items) {

		Basket with(Item item) {
			return new Basket(Stream.concat(this.items.stream(), Stream.of(item)).toList());
		}

		int sum() {
			return this.items.stream().mapToInt(Item::cents).sum();
		}

	}

	@Component
	@PoolElementService("BasketPool")
	static class Baskets {

		@SessionMessage
		int add(Item item, PoolCookie<Basket> cookie) {
			if (item.cents() <= 0) {
				throw new IllegalArgumentException(item.name() + " has no price");
			}
			Basket basket = cookie.orElse(new Basket(List.of())).with(item);
			cookie.set(basket);
			return basket.sum();
		}

		@SessionMessage
		Basket contents(PoolCookie<Basket> cookie) {
			return cookie.orElse(new Basket(List.of()));
		}

	}

	@Component
	static class Shop {

		private final PoolSessions sessions;

		Shop(PoolSessions sessions) {
			this.sessions = sessions;
		}

		int buy() {
			try (TypedPoolSession session = this.sessions.openTyped("BasketPool")) {
				session.call("add", new Item("tea", 250), Integer.class);
				return session.call("add", new Item("milk", 120), Integer.class);
			}
		}

	}

	@Component
	static class Checkout implements FailoverHandler {

		private final List<String> failovers = new CopyOnWriteArrayList<>();

		@Override
		public FailoverDecision onFailover(FailoverContext failover) {
			this.failovers.add(failover.reason());
			return FailoverDecision.proceed();
		}

	}

}
