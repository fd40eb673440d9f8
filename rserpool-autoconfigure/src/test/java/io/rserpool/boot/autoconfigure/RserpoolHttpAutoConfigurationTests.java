package io.rserpool.boot.autoconfigure;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import io.rserpool.PoolUser;
import io.rserpool.boot.http.PoolHttpRequestInterceptor;
import io.rserpool.boot.http.PooledHost;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RserpoolHttpAutoConfigurationTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class,
						RserpoolUsersAutoConfiguration.class, RserpoolHttpAutoConfiguration.class,
						RestClientAutoConfiguration.class, RestTemplateAutoConfiguration.class))
		.withUserConfiguration(NotStarting.class);

	private final ApplicationContextRunner connected = this.contexts
		.withPropertyValues("rserpool.enrp-servers=127.0.0.1:1");

	private final ApplicationContextRunner pooled = this.connected
		.withPropertyValues("rserpool.http.pools.prices.pool=PricePool");

	@Test
	void doesNothingWithoutPools() {
		this.connected.run((context) -> assertThat(context).doesNotHaveBean(PoolHttpRequestInterceptor.class)
			.doesNotHaveBean("poolRestClientCustomizer"));
	}

	@Test
	void doesNothingWhenSwitchedOff() {
		this.pooled.withPropertyValues("rserpool.http.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PoolHttpRequestInterceptor.class));
	}

	@Test
	void doesNothingWithoutSpringWeb() {
		this.pooled.withClassLoader(new FilteredClassLoader(ClientHttpRequestInterceptor.class, RestClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("poolHttpRequestInterceptor"));
	}

	@Test
	void withoutBootsRestClientsThereIsTheInterceptorAlone() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class,
							RserpoolUsersAutoConfiguration.class, RserpoolHttpAutoConfiguration.class))
			.withUserConfiguration(NotStarting.class)
			.withPropertyValues("rserpool.enrp-servers=127.0.0.1:1", "rserpool.http.pools.prices.pool=PricePool")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient"))
			.run((context) -> assertThat(context).hasSingleBean(PoolHttpRequestInterceptor.class)
				.doesNotHaveBean("poolRestClientCustomizer")
				.doesNotHaveBean("poolRestTemplateCustomizer"));
	}

	@Test
	void everyBuilderOfRestClientsHasTheInterceptorLast() {
		this.pooled.withUserConfiguration(OwnCustomizer.class)
			.run((context) -> context.getBean(RestClient.Builder.class)
				.requestInterceptors((interceptors) -> assertThat(interceptors).hasSize(2)
					.last()
					.isSameAs(context.getBean(PoolHttpRequestInterceptor.class))));
	}

	@Test
	void everyRestTemplateHasTheInterceptor() {
		this.pooled.run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			assertThat(template.getInterceptors()).containsExactly(context.getBean(PoolHttpRequestInterceptor.class));
			assertThat(context).hasSingleBean(RestTemplateCustomizer.class);
		});
	}

	@Test
	void namesAnyNumberOfHosts() {
		this.pooled
			.withPropertyValues("rserpool.http.pools.tea.max-elements=2",
					"rserpool.http.pools[coffee.example.com].pool=a")
			.run((context) -> assertThat(context.getBean(PoolHttpRequestInterceptor.class).hosts())
				.containsExactlyInAnyOrder("prices", "tea", "coffee.example.com"));
	}

	@Test
	void anEmptyEntryIsEnough() {
		this.connected.withPropertyValues("rserpool.http.pools.prices=").run((context) -> {
			assertThat(context.getBean(PoolHttpRequestInterceptor.class).hosts()).containsExactly("prices");
			assertThat(onlyHost(context).handle()).isEqualTo(PoolHandle.of("prices"));
		});
	}

	@Test
	void hasDefaults() {
		this.pooled.run((context) -> assertThat(onlyHost(context))
			.isEqualTo(new PooledHost("prices", context.getBean(PoolUser.class), PoolHandle.of("PricePool"), 3,
					Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE),
					Set.of(503))));
	}

	@Test
	void takesAllSettings() {
		this.pooled
			.withPropertyValues("rserpool.users.near.subscribe=false", "rserpool.users.far.subscribe=true",
					"rserpool.http.pools.prices.user=far", "rserpool.http.pools.prices.max-elements=5",
					"rserpool.http.pools.prices.retry-methods=get, POST",
					"rserpool.http.pools.prices.retry-statuses=429,502")
			.run((context) -> assertThat(onlyHost(context))
				.isEqualTo(new PooledHost("prices", context.getBean("far", PoolUser.class), PoolHandle.of("PricePool"),
						5, Set.of(HttpMethod.GET, HttpMethod.POST), Set.of(429, 502))));
	}

	@Test
	void repeatsNothingIfToldSo() {
		this.pooled
			.withPropertyValues("rserpool.http.pools.prices.retry-methods=",
					"rserpool.http.pools.prices.retry-statuses=")
			.run((context) -> {
				assertThat(onlyHost(context).retryMethods()).isEmpty();
				assertThat(onlyHost(context).retryStatuses()).isEmpty();
			});
	}

	@Test
	void aPoolNeedsAServer() {
		this.contexts.withPropertyValues("rserpool.http.pools.prices.pool=PricePool")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoEnrpServerConfiguredException.class)
				.hasMessageContaining("'rserpool.http.pools.prices'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bad_name", "two words", "-", "tea/green", "dots..name" })
	void refusesWhatIsNoHostName(String name) {
		this.connected.withPropertyValues("rserpool.http.pools[" + name + "].pool=PricePool")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class)
				.hasMessageContaining("has the value '" + name + "': it is no host name"));
	}

	@Test
	void refusesTheSameHostTwice() {
		this.pooled.withPropertyValues("rserpool.http.pools[Prices].pool=Other")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class)
				.hasMessageContaining("twice"));
	}

	@ParameterizedTest
	@CsvSource({ "max-elements, 0, a number of 1 or more", "retry-methods, FETCH, a list of GET",
			"retry-statuses, 200, a list of numbers of 400 to 599", "pool, hex:0g, pairs of hexadecimal digits",
			"user, nobody, the name of a PoolUser bean (there are: poolUser)" })
	void refusesBadValues(String key, String value, String allowed) {
		this.pooled.withPropertyValues("rserpool.http.pools.prices." + key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class)
				.hasMessageContaining("'rserpool.http.pools.prices." + key + "' has the value '" + value + "'")
				.hasMessageContaining(allowed));
	}

	@Test
	void ofSeveralUsersOneMustBeNamed() {
		this.pooled.withPropertyValues("rserpool.users.near.subscribe=false", "rserpool.users.far.subscribe=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class)
				.hasMessageContaining("'rserpool.http.pools.prices.user'")
				.hasMessageContaining("(there are: near, far)"));
	}

	@Test
	void backsOffFromTheApplicationsOwnInterceptor() {
		this.pooled.withUserConfiguration(OwnInterceptor.class)
			.run((context) -> assertThat(context).hasSingleBean(PoolHttpRequestInterceptor.class)
				.hasBean("ownInterceptor"));
	}

	@Test
	void anUnreachableServerIsTold() {
		this.pooled.withPropertyValues("rserpool.timers.t5-server-hunt=50ms", "rserpool.timers.t1-enrp-request=100ms")
			.run((context) -> {
				RestClient client = context.getBean(RestClient.Builder.class).build();
				assertThatExceptionOfType(ResourceAccessException.class)
					.isThrownBy(() -> client.get().uri("http://prices/tea").retrieve().toBodilessEntity())
					.withMessageContaining("http://prices/tea")
					.withMessageContaining("no ENRP server answered");
				context.getBean(PoolUser.class).close();
			});
	}

	@Test
	void clientsOfHttpServicesKnowThePools() {
		this.pooled
			.withConfiguration(AutoConfigurations.of(HttpServiceClientPropertiesAutoConfiguration.class,
					HttpServiceClientAutoConfiguration.class))
			.withUserConfiguration(HttpServices.class)
			.withPropertyValues("spring.http.serviceclient.prices.base-url=http://prices",
					"rserpool.timers.t5-server-hunt=50ms", "rserpool.timers.t1-enrp-request=100ms")
			.run((context) -> {
				assertThatExceptionOfType(ResourceAccessException.class)
					.isThrownBy(() -> context.getBean(PriceService.class).price("tea"))
					.withMessageContaining("no ENRP server answered");
				context.getBean(PoolUser.class).close();
			});
	}

	private static PooledHost onlyHost(ApplicationContext context) {
		RserpoolHttpProperties properties = context.getBean(RserpoolHttpProperties.class);
		List<PooledHost> hosts = new PooledHostFactory(context).create(properties.getPools());
		assertThat(hosts).hasSize(1);
		return hosts.get(0);
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		RestClientCustomizer ownCustomizer() {
			return (builder) -> builder
				.requestInterceptor((request, body, execution) -> execution.execute(request, body));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInterceptor {

		@Bean
		PoolHttpRequestInterceptor ownInterceptor() {
			return new PoolHttpRequestInterceptor(List.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "prices", types = PriceService.class)
	static class HttpServices {

	}

	interface PriceService {

		@GetExchange("/prices/{item}")
		String price(@PathVariable String item);

	}

}
