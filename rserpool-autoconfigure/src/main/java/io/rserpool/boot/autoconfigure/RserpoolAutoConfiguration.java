package io.rserpool.boot.autoconfigure;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.boot.events.EventHistory;
import io.rserpool.boot.session.JsonSessionPayloadConverter;
import io.rserpool.boot.session.PlainSessionPayloadConverter;
import io.rserpool.boot.session.SessionPayloadConverter;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Timing;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what all parts share: timers,
 * the stream of events and its recent past.
 */
@AutoConfiguration
@EnableConfigurationProperties(RserpoolProperties.class)
public final class RserpoolAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Timing rserpoolTiming(RserpoolProperties properties) {
		return RserpoolSettings.timing(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	EventStream rserpoolEventStream() {
		return new EventStream();
	}

	@Bean
	@ConditionalOnMissingBean
	EventHistory rserpoolEventHistory(EventStream events, RserpoolProperties properties) {
		int size = properties.getEventHistorySize();
		if (size < 1) {
			throw new InvalidRserpoolPropertyException("rserpool.event-history-size", String.valueOf(size),
					"it is too small", "a number of 1 or more");
		}
		return new EventHistory(events, size);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JsonPayloads {

		@Bean
		@ConditionalOnMissingBean(SessionPayloadConverter.class)
		JsonSessionPayloadConverter rserpoolSessionPayloadConverter(ObjectProvider<JsonMapper> json) {
			return new JsonSessionPayloadConverter(json.getIfAvailable(JsonMapper::shared));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("tools.jackson.databind.json.JsonMapper")
	static class PlainPayloads {

		@Bean
		@ConditionalOnMissingBean(SessionPayloadConverter.class)
		PlainSessionPayloadConverter rserpoolSessionPayloadConverter() {
			return new PlainSessionPayloadConverter();
		}

	}

}
