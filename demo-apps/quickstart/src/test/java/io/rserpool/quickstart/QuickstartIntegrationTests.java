package io.rserpool.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.rserpool.EnrpServer;
import io.rserpool.boot.events.EventHistory;
import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.process.JavaCommand;
import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterState;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.process.ServerProcess;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.Counts;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The real thing: this process and real painters beside it.
 */
class QuickstartIntegrationTests {

	private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

	private static final String[] ANY_PORTS = { "--server.port=0", "--rserpool.server.port=0",
			"--rserpool.server.enrp.port=0" };

	private static final Pattern STARTED = Pattern.compile("(?:painter|server)-\\d+ started as process (\\d+)");

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void picturesSurviveTheirPaintersThreeTimesAndNobodyIsLeftAtTheEnd() throws Exception {
		List<Long> processes;
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(QuickstartApplication.class)
			.run(arguments("--quickstart.servers=0", "--quickstart.painters=4", "--quickstart.pictures=2",
					"--quickstart.auto=false", "--quickstart.interlude=10m", "--quickstart.painter-timeout=1m",
					"--quickstart.bands-per-second=120"))) {
			Painters painters = context.getBean(Painters.class);
			EventHistory history = context.getBean(EventHistory.class);
			await().atMost(START_TIMEOUT).until(() -> up(painters) == 4);
			Picture picture = context.getBean(Gallery.class).current(0);
			String page = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
			post(page + "/demo/pause?paused=false");

			killWhoHas(picture, 2, (painter) -> killFromThePage(page, painter, painters, history));
			assertThatItMoved(page, picture, 2);
			killWhoHas(picture, 6, (painter) -> killFromOutside(painter, painters, history));
			assertThatItMoved(page, picture, 3);
			killWhoHas(picture, 11, (painter) -> killFromThePage(page, painter, painters, history));
			assertThatItMoved(page, picture, 4);
			post(page + "/demo/start?painter=" + picture.view().hands().get(0));

			for (Picture one : context.getBean(Gallery.class).current()) {
				await().atMost(START_TIMEOUT).until(one::isComplete);
				assertThatPictureIsRight(one);
			}
			assertThat(picture.view().hands()).hasSize(4).doesNotHaveDuplicates();
			assertThatNothingWasLostOrPaintedTwice(context.getBean(Chronicle.class).counts());
			await().atMost(START_TIMEOUT).until(() -> get(page + "/").contains("2 of 4 painters work."));
			assertThatPageTells(page);
			processes = painters.all().stream().map(Painter::pid).toList();
		}
		assertThat(processes).hasSize(4).noneMatch(QuickstartIntegrationTests::isAlive);
	}

	private static void killWhoHas(Picture picture, int tiles, Kill kill) throws Exception {
		await().atMost(START_TIMEOUT).until(() -> picture.view().done() >= tiles);
		List<Integer> hands = picture.view().hands();
		kill.kill(hands.get(hands.size() - 1));
	}

	private void assertThatItMoved(String page, Picture picture, int hands) {
		await().atMost(START_TIMEOUT).until(() -> picture.view().hands().size() == hands);
		List<Integer> painters = picture.view().hands();
		String text = "Picture 1 moved from painter-" + painters.get(hands - 2) + " to painter-"
				+ painters.get(hands - 1);
		await().atMost(START_TIMEOUT)
			.untilAsserted(() -> assertThat(get(page + "/")).contains(text, "cookie 20 octets,", "Loss seen",
					"Reported, next chosen", "Connected", "Greeted, cookie echoed", "Callback", "Sent again",
					"First band"));
	}

	private static void assertThatNothingWasLostOrPaintedTwice(Counts counts) {
		assertThat(counts.lostBands()).isZero();
		assertThat(counts.tiles()).isEqualTo(48);
		assertThat(counts.moves()).isGreaterThanOrEqualTo(3);
		assertThat(counts.tilesKept()).isGreaterThanOrEqualTo(2 + 6 + 11);
		// A band that was on its way when its cookie was not yet: one for each move, at
		// most
		assertThat(counts.bandsTwice()).isLessThanOrEqualTo(counts.moves());
	}

	@Test
	void killedServerIsTakenOverAndNoPictureIsDisturbed() throws Exception {
		// Slow machines are no failures of painters.
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(QuickstartApplication.class)
			.run(arguments("--quickstart.auto=false", "--quickstart.interlude=10m", "--quickstart.painter-timeout=1m",
					"--quickstart.bands-per-second=60", "--quickstart.patience=10m"))) {
			Servers servers = context.getBean(Servers.class);
			EnrpServer server = context.getBean(EnrpServer.class);
			Picture picture = context.getBean(Gallery.class).current(0);
			String page = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
			await().atMost(START_TIMEOUT).until(() -> owners(server).values().stream().distinct().count() == 3);
			await().atMost(START_TIMEOUT).until(() -> get(page + "/demo/status").contains("6 of 6 views agree"));
			ServerId dead = idOf(servers.find(2));
			PoolElementId orphan = owners(server).entrySet()
				.stream()
				.filter((owned) -> owned.getValue().equals(dead))
				.map(Map.Entry::getKey)
				.findFirst()
				.orElseThrow();

			post(page + "/demo/pause?paused=false");
			await().atMost(START_TIMEOUT).until(() -> picture.view().done() >= 5);
			post(page + "/demo/servers/kill?server=2");

			await().atMost(START_TIMEOUT)
				.untilAsserted(() -> assertThat(owners(server)).containsKey(orphan).doesNotContainValue(dead));
			await().atMost(START_TIMEOUT)
				.untilAsserted(() -> assertThat(get(page + "/demo/status")).contains("You killed server-2")
					.contains("wants to take over server-2", "It asks server-")
					.contains("took over 1 element of server-2"));
			await().atMost(START_TIMEOUT).until(picture::isComplete);
			assertThatPictureIsRight(picture);
			Counts counts = context.getBean(Chronicle.class).counts();
			assertThat(List.of(counts.lostBands(), counts.bandsTwice(), counts.moves())).containsOnly(0L);

			post(page + "/demo/servers/start?server=2");
			await().atMost(START_TIMEOUT).until(() -> get(page + "/demo/status").contains("6 of 6 views agree"));
			assertThat(idOf(servers.find(2))).isNotEqualTo(dead);
		}
	}

	@Test
	void applicationThatIsKilledLeavesNoProcess() throws IOException {
		JavaCommand java = new JavaCommand(List.of("-XX:TieredStopAtLevel=1"), QuickstartApplication.class.getName());
		Process application = new ProcessBuilder(
				java.with(List.of(arguments("--quickstart.painters=1", "--quickstart.servers=1"))))
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = application.inputReader()) {
			List<Long> children = List.of(nextChild(output), nextChild(output));
			assertThat(children).allMatch(QuickstartIntegrationTests::isAlive);

			application.toHandle().destroyForcibly();

			await().atMost(START_TIMEOUT)
				.untilAsserted(() -> assertThat(children).noneMatch(QuickstartIntegrationTests::isAlive));
		}
		finally {
			application.destroyForcibly();
		}
	}

	private static ServerId idOf(Optional<ServerProcess> server) {
		return server.map(ServerProcess::report).orElseThrow().id();
	}

	private static Map<PoolElementId, ServerId> owners(EnrpServer server) {
		return server.pool(PoolHandle.of("fractal"), null, 100)
			.join()
			.map((pool) -> pool.elements()
				.stream()
				.collect(Collectors.toMap(ElementSnapshot::id, ElementSnapshot::home)))
			.orElse(Map.of());
	}

	private static String[] arguments(String... more) {
		String[] arguments = new String[ANY_PORTS.length + more.length];
		System.arraycopy(ANY_PORTS, 0, arguments, 0, ANY_PORTS.length);
		System.arraycopy(more, 0, arguments, ANY_PORTS.length, more.length);
		return arguments;
	}

	private static long up(Painters painters) {
		return painters.all().stream().filter((painter) -> painter.state() == PainterState.UP).count();
	}

	private void killFromThePage(String page, int number, Painters painters, EventHistory history) throws Exception {
		Painter painter = painters.all().get(number - 1);
		post(page + "/demo/kill?painter=" + number);
		assertThatItsLossWasSeen(painter, history);
		await().atMost(START_TIMEOUT).until(() -> get(page + "/demo/status").contains("You killed painter-" + number));
	}

	private static void killFromOutside(int number, Painters painters, EventHistory history) {
		Painter painter = painters.all().get(number - 1);
		ProcessHandle.of(painter.pid()).orElseThrow().destroyForcibly();
		assertThatItsLossWasSeen(painter, history);
	}

	private static void assertThatItsLossWasSeen(Painter painter, EventHistory history) {
		await().pollInterval(Duration.ofMillis(10))
			.atMost(START_TIMEOUT)
			.until(() -> isRemoved(painter.element(), history));
	}

	private static boolean isRemoved(PoolElementId element, EventHistory history) {
		return history.all()
			.stream()
			.anyMatch((occurrence) -> occurrence.event() instanceof RserpoolEvent.ElementRemoved removed
					&& removed.element().equals(element) && removed.reason() == RemovalReason.UNREACHABLE);
	}

	private static void assertThatPictureIsRight(Picture picture) {
		assertThat(picture.missingBands()).isZero();
		for (int tile = 0; tile < picture.grid().tiles(); tile++) {
			for (int band = 0; band < picture.grid().bandsPerTile(); band++) {
				assertThat(picture.levels(tile, band)).as("tile %d, band %d", tile, band)
					.isEqualTo(Mandelbrot.compute(picture.task(tile, band)));
			}
		}
	}

	private void assertThatPageTells(String page) throws Exception {
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(URI.create(page + "/")).build(),
				HttpResponse.BodyHandlers.ofString());

		assertThat(response.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).startsWith("default-src 'self'"));
		assertThat(response.body())
			.contains("The pictures keep growing.", "painter-1", "painter-2", "painter-3", "painter-4", "kill −9",
					"/demo/pictures/1/23.png", "What just happened", "How sessions moved")
			.doesNotContain(" style=", "onclick=", "th:");
		assertThat(get(page + "/demo/pictures/1/23.png")).contains("PNG");
		assertThat(get(page + "/demo/pictures/1.png")).contains("PNG");
	}

	private String get(String uri) throws Exception {
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(URI.create(uri)).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(uri).isEqualTo(200);
		return response.body();
	}

	private void post(String uri) throws Exception {
		HttpResponse<Void> response = this.http.send(
				HttpRequest.newBuilder(URI.create(uri)).POST(HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.discarding());
		assertThat(response.statusCode()).as(uri).isEqualTo(303);
	}

	private static long nextChild(BufferedReader output) throws IOException {
		while (true) {
			String line = output.readLine();
			assertThat(line).as("the application's output").isNotNull();
			Matcher matcher = STARTED.matcher(line);
			if (matcher.find()) {
				return Long.parseLong(matcher.group(1));
			}
		}
	}

	private static boolean isAlive(long pid) {
		return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
	}

	/**
	 * Kills a painter.
	 */
	@FunctionalInterface
	private interface Kill {

		void kill(int painter) throws Exception;

	}

}
