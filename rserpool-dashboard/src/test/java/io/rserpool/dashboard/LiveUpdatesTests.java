package io.rserpool.dashboard;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import io.rserpool.event.EventStream;
import io.rserpool.event.RserpoolEvent.ElementResumed;
import io.rserpool.wire.PoolElementId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the streams of live updates, over a real connection.
 */
@Timeout(30)
class LiveUpdatesTests {

	@Test
	void streamBringsTheFragmentsOnceAndThenOnlyWhatChanged() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			BufferedReader stream = open(context, "/ctx/rserpool/live/overview");
			List<String> first = untilTick(stream);
			assertThat(first).contains("event:verdict", "event:facts", "event:topology", "event:changes", "event:pools",
					"event:badge");
			assertThat(String.join("\n", first)).contains("2 of 15 elements are not offered as usual.")
				.contains("href=\"/ctx/rserpool/pools/billing\"");
			assertThat(untilTick(stream)).noneMatch((line) -> line.startsWith("event:") && !line.equals("event:tick"));
			context.getBean(EventStream.class)
				.publish(Story.S1.toString(), new ElementResumed(Story.BILLING, new PoolElementId(0xa81c6e05)), 0);
			List<String> changed = untilTickAfter(stream, "event:changes");
			assertThat(String.join("\n", changed)).contains("10.0.1.32:7012 in billing answers again");
			assertThat(changed).doesNotContain("event:topology");
		}
	}

	@Test
	void streamOfAPageThatDoesNotExistIsRefused() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(get(context, "/ctx/rserpool/live/nothing").statusCode()).isEqualTo(503);
			assertThat(get(context, "/ctx/rserpool/live/pool?handle=hex:0").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void openStreamDoesNotHoldUpTheShutdown() throws Exception {
		ConfigurableApplicationContext context = start();
		BufferedReader stream = open(context, "/ctx/rserpool/live/history");
		untilTick(stream);
		long before = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
		assertThat(context.isActive()).isFalse();
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(StoryApplication.class).run("--server.port=0",
				"--server.servlet.context-path=/ctx");
	}

	private static BufferedReader open(ConfigurableApplicationContext context, String path) throws Exception {
		HttpResponse<java.io.InputStream> response = get(context, path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
		return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	private static HttpResponse<java.io.InputStream> get(ConfigurableApplicationContext context, String path)
			throws Exception {
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
	}

	private static List<String> untilTickAfter(BufferedReader stream, String wanted) throws Exception {
		List<String> lines;
		do {
			lines = untilTick(stream);
		}
		while (!lines.contains(wanted));
		return lines;
	}

	private static List<String> untilTick(BufferedReader stream) throws Exception {
		List<String> lines = new ArrayList<>();
		String line = stream.readLine();
		while (line != null) {
			lines.add(line);
			if (line.equals("event:tick")) {
				return lines;
			}
			line = stream.readLine();
		}
		throw new AssertionError("The stream ended: " + lines);
	}

}
