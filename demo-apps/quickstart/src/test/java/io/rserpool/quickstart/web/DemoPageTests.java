package io.rserpool.quickstart.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.Painters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = PageApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.config.name=page")
class DemoPageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private Painters painters;

	@Test
	void pageIsCompleteWithoutScript() throws Exception {
		HttpResponse<String> response = get("/");

		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body())
			.contains("<h1>", "of 96", "/demo/pictures/1/8.png", "2 ↻", "class=\"now\"", "Start another",
					"What just happened", "Picture 3 moved from a painter to painter-2",
					"cookie 20 octets, 15 of 24 tiles kept", "Loss seen", "First band", "GET /demo/status")
			.doesNotContain("th:", " style=", "onclick");
		assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
			.startsWith("default-src 'self'")
			.doesNotContain("unsafe");
	}

	@Test
	void pageReloadsItselfOnDemand() throws Exception {
		assertThat(get("/?refresh=10").headers().firstValue("Refresh")).hasValue("10");
		assertThat(get("/?refresh=0;url=//elsewhere").headers().firstValue("Refresh")).isEmpty();
	}

	@Test
	void statusHasWhatThePageShows() throws Exception {
		assertThat(get("/demo/status").body()).contains("\"tiles\":61", "\"done\":16,\"total\":24", "\"lostBands\":0",
				"\"pool\":\"fractal\"", "\"policy\":\"round robin\"");
	}

	@Test
	void tilesThatAreDoneArePicturesAndOthersAreNot() throws Exception {
		assertThat(get("/demo/pictures/1/8.png").headers().firstValue("Content-Type")).hasValue("image/png");
		assertThat(get("/demo/pictures/1/0.png").statusCode()).isEqualTo(404);
		assertThat(get("/demo/pictures/9/8.png").statusCode()).isEqualTo(404);
		assertThat(get("/demo/pictures/1.png").headers().firstValue("Content-Type")).hasValue("image/png");
	}

	@Test
	void buttonsStartAndKillProcesses() throws Exception {
		assertThat(post("/demo/start?painter=4", "same-origin")).isEqualTo(303);
		Painter painter = painter(4);
		assertThat(painter.isRunning()).isTrue();

		assertThat(post("/demo/kill?painter=4", "same-origin")).isEqualTo(303);

		await().until(() -> !painter(4).isRunning());
		assertThat(ProcessHandle.of(painter.pid()).filter(ProcessHandle::isAlive)).isEmpty();
		assertThat(get("/").body()).contains("You killed painter-4", "kill −9, process " + painter.pid());
	}

	@Test
	void serversAreStartedAndKilledAndSayWhatTheySee() throws Exception {
		assertThat(get("/").body()).contains("ENRP servers", "server-1");

		assertThat(post("/demo/servers/start?server=3", "same-origin")).isEqualTo(303);
		await().atMost(PATIENCE).until(() -> get("/").body().contains("server-3 wants to take over server-1"));
		assertThat(get("/").body()).contains("Agrees", "0x6257", "owns 1", "/demo/servers/kill");
		assertThat(get("/demo/status").body()).contains("\"agreement\":", "\"id\":\"0x00000003\"");

		assertThat(post("/demo/servers/kill?server=3", "same-origin")).isEqualTo(303);
		await().atMost(PATIENCE).until(() -> get("/").body().contains("Start server-3"));
		assertThat(get("/").body()).contains("You killed server-3", "it owned 1 element");
	}

	@Test
	void buttonsOfOtherSitesAreRefused() throws Exception {
		assertThat(post("/demo/start?painter=5", "cross-site")).isEqualTo(403);

		assertThat(this.painters.all()).noneMatch((painter) -> painter.number() == 5);
	}

	@Test
	void streamBringsAllPiecesOnce() throws Exception {
		HttpResponse<InputStream> response = this.http.send(request("/demo/stream").build(),
				HttpResponse.BodyHandlers.ofInputStream());

		Set<String> ids = new HashSet<>();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			while (ids.size() < 25) {
				readId(reader, ids);
			}
		}
		assertThat(ids).contains("verdict", "caption", "counts", "sessions", "moves", "rate", "painters", "servers",
				"happenings", "tiles-0-0", "tiles-3-3");
	}

	private static void readId(BufferedReader reader, Set<String> ids) throws IOException {
		String line = reader.readLine();
		assertThat(line).as("the stream").isNotNull();
		if (line.startsWith("id:")) {
			ids.add(line.substring(3));
		}
	}

	private Painter painter(int number) {
		return this.painters.all().stream().filter((painter) -> painter.number() == number).findFirst().orElseThrow();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
	}

	private int post(String path, String site) throws Exception {
		HttpRequest request = request(path).header("Sec-Fetch-Site", site)
			.POST(HttpRequest.BodyPublishers.noBody())
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

}
