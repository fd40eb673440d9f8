package io.rserpool.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.rserpool.boot.events.EventHistory;
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

}
