package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ClientHttpRequestInterceptor;

import io.rserpool.boot.http.PoolHttpRequestInterceptor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for pools as hosts in the URLs of
 * Spring's blocking HTTP clients, without Spring Cloud.
 */
@AutoConfiguration(after = RserpoolUsersAutoConfiguration.class)
@ConditionalOnClass(ClientHttpRequestInterceptor.class)
@ConditionalOnBooleanProperty(name = "rserpool.http.enabled", matchIfMissing = true)
@Conditional(OnHttpPoolsCondition.class)
@EnableConfigurationProperties(RserpoolHttpProperties.class)
public final class RserpoolHttpAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PoolHttpRequestInterceptor poolHttpRequestInterceptor(RserpoolHttpProperties properties,
			ListableBeanFactory beans) {
		return new PoolHttpRequestInterceptor(new PooledHostFactory(beans).create(properties.getPools()));
	}

	// Last of all: other interceptors see the name of the pool, and each request once.
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientCustomizer.class)
	static class Customizers {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		RestClientCustomizer poolRestClientCustomizer(PoolHttpRequestInterceptor interceptor) {
			return (builder) -> builder.requestInterceptor(interceptor);
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		RestTemplateCustomizer poolRestTemplateCustomizer(PoolHttpRequestInterceptor interceptor) {
			return (template) -> template.getInterceptors().add(interceptor);
		}

	}

}
