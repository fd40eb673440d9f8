package io.rserpool.dashboard;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

import io.rserpool.boot.events.EventHistory;
import io.rserpool.dashboard.Story.StoryClock;
import io.rserpool.event.EventStream;

/**
 * An application with a dashboard, a page of its own in the frame, and the story.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = { "io.rserpool.boot.autoconfigure.RserpoolActuatorAutoConfiguration",
		"io.rserpool.boot.autoconfigure.RserpoolAutoConfiguration",
		"io.rserpool.boot.autoconfigure.RserpoolElementsAutoConfiguration",
		"io.rserpool.boot.autoconfigure.RserpoolEndpointAutoConfiguration",
		"io.rserpool.boot.autoconfigure.RserpoolHealthAutoConfiguration",
		"io.rserpool.boot.autoconfigure.RserpoolServerAutoConfiguration",
		"io.rserpool.boot.autoconfigure.RserpoolUsersAutoConfiguration" })
class StoryApplication {

	public static void main(String[] args) {
		org.springframework.boot.SpringApplication.run(StoryApplication.class, args);
	}

	@Bean
	StoryClock storyClock() {
		return new StoryClock();
	}

	@Bean
	EventStream eventStream(StoryClock clock) {
		return new EventStream(clock);
	}

	@Bean
	EventHistory eventHistory(EventStream events, StoryClock clock) {
		EventHistory history = new EventHistory(events);
		Story.publish(events, clock);
		return history;
	}

	@Bean
	FakeEnrpServer enrpServer(EventStream events) {
		FakeEnrpServer server = new FakeEnrpServer(events);
		server.pools(Story.pools());
		server.peers(Story.peers());
		return server;
	}

	@Bean
	DashboardSource dashboardSource(FakeEnrpServer server, StoryClock clock) {
		return new DashboardSource(() -> server, clock);
	}

	@Bean
	DashboardTab demoTab() {
		return new DashboardTab("Demo", "/demo");
	}

	@Controller
	static class DemoController {

		@GetMapping("/demo")
		String demo() {
			return "demo";
		}

	}

}
