package io.rserpool.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second JVM that runs one main class of this module. It ends when its standard input
 * is closed, so it never outlives this one. Its first line of output says
 * {@code ready PORT}.
 */
final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final int port;

	private ChildJvm(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static ChildJvm start(Class<?> main, List<String> jvmOptions, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		String more = System.getProperty("rserpool.bench.child-options", "");
		if (!more.isEmpty()) {
			command.addAll(List.of(more.split(" ")));
		}
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		BufferedReader out = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String line = out.readLine();
		while (line != null && !line.startsWith("ready ")) {
			line = out.readLine();
		}
		if (line == null || !line.startsWith("ready ")) {
			process.destroyForcibly();
			throw new IOException(main.getSimpleName() + " did not start: " + line);
		}
		return new ChildJvm(process, Integer.parseInt(line.substring("ready ".length())));
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	/** As {@code kill -9}. */
	void kill() {
		this.process.destroyForcibly();
	}

	/**
	 * Ends the child by the end of its input; by force if that takes more than five
	 * seconds.
	 */
	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (this.process.waitFor(5, java.util.concurrent.TimeUnit.SECONDS)) {
				return;
			}
		}
		catch (IOException ex) {
			System.err.println("Child " + pid() + " does not listen: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.process.destroyForcibly();
	}

	/** In the child: says that it is ready and waits for the end of its parent. */
	static void readyUntilParentEnds(int port) throws IOException {
		System.out.println("ready " + port);
		while (System.in.read() >= 0) {
			continue;
		}
		System.exit(0);
	}

}
