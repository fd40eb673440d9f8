package io.rserpool.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A second JVM that runs one main class of this module. It ends when its standard input
 * is closed, so it never outlives this one. Its first line of output says
 * {@code ready PORT}, and perhaps some figures.
 */
final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final long[] figures;

	private ChildJvm(Process process, long[] figures) {
		this.process = process;
		this.figures = figures;
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
		long[] figures = Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
		return new ChildJvm(process, figures);
	}

	int port() {
		return (int) this.figures[0];
	}

	/** What the child told beside its port, beginning with 0. */
	long figure(int index) {
		return this.figures[1 + index];
	}

	long pid() {
		return this.process.pid();
	}

	/** As {@code kill -9}. */
	void kill() {
		this.process.destroyForcibly();
	}

	/** As {@code kill -STOP}: alive, and silent. */
	void freeze() throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-STOP", Long.toString(pid())).inheritIO().start().waitFor();
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
	static void readyUntilParentEnds(int port, long... figures) throws IOException {
		StringBuilder line = new StringBuilder("ready ").append(port);
		Arrays.stream(figures).forEach((figure) -> line.append(' ').append(figure));
		System.out.println(line);
		while (System.in.read() >= 0) {
			continue;
		}
		System.exit(0);
	}

}
