package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.boot.events.EventHistory;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

import static org.assertj.core.api.Assertions.assertThat;

class RserpoolAutoConfigurationTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RserpoolAutoConfiguration.class));

	@Test
	void providesTheStreamOfEventsAndItsHistory() {
		this.contexts
			.run((context) -> assertThat(context).hasSingleBean(EventStream.class).hasSingleBean(EventHistory.class));
	}

	@Test
	void backsOffFromTheApplicationsOwnStream() {
		this.contexts.withUserConfiguration(OwnStream.class)
			.run((context) -> assertThat(context).hasSingleBean(EventStream.class).hasBean("ownStream"));
	}

	@Test
	void timingFollowsTheProperties() {
		this.contexts.withPropertyValues("rserpool.profile=rfc", "rserpool.timers.t2-registration=7s")
			.run((context) -> {
				Timing timing = context.getBean(Timing.class);
				assertThat(timing.profile()).isEqualTo(Profile.RFC);
				assertThat(timing.millis(TimerName.T2_REGISTRATION)).isEqualTo(7000);
			});
	}

	@Test
	void historyHasTheSizeOfTheProperty() {
		this.contexts.withPropertyValues("rserpool.event-history-size=7")
			.run((context) -> assertThat(context.getBean(EventHistory.class).capacity()).isEqualTo(7));
	}

	@Test
	void refusesAnEmptyHistory() {
		this.contexts.withPropertyValues("rserpool.event-history-size=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRserpoolPropertyException.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStream {

		@Bean
		EventStream ownStream() {
			return new EventStream();
		}

	}

}
