package io.rserpool.enrpserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jar, started as an operator starts it. What it writes is kept.
 */
final class ServerProcess implements AutoCloseable {

	/** The property that has the jar's path. */
	static final String JAR = "enrp-server.jar";

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private final Process process;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	ServerProcess(Map<String, String> environment, String... arguments) {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				"-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", System.getProperty(JAR)));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread reader = new Thread(this::read, "output");
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader()) {
			output.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.lines.add(ex.toString());
		}
	}

	String output() {
		return String.join("\n", this.lines);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** Sends SIGTERM and returns the exit code. */
	int terminate() throws InterruptedException {
		// Process.destroy() would also close its output.
		this.process.toHandle().destroy();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			throw new AssertionError("The server does not end:\n" + output());
		}
		return this.process.exitValue();
	}

	/** The health of a server on the given address, empty while there is none. */
	static JsonNode health(String address) {
		try {
			return JsonMapper.shared()
				.readTree(HTTP
					.send(HttpRequest.newBuilder(URI.create("http://" + address + "/actuator/health"))
						.timeout(Duration.ofSeconds(5))
						.build(), HttpResponse.BodyHandlers.ofString())
					.body());
		}
		catch (IOException ex) {
			return JsonMapper.shared().createObjectNode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Sends SIGKILL. */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
