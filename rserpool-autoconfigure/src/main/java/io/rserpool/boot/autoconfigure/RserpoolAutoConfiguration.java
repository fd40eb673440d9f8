package io.rserpool.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.rserpool.boot.events.EventHistory;
import io.rserpool.event.EventStream;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what all parts share: the stream
 * of events and its recent past.
 */
@AutoConfiguration
public final class RserpoolAutoConfiguration {

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	EventStream rserpoolEventStream() {
		return new EventStream();
	}

	@Bean
	@ConditionalOnMissingBean
	EventHistory rserpoolEventHistory(EventStream events) {
		return new EventHistory(events);
	}

}
