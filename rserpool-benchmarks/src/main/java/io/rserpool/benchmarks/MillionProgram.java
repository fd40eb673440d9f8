package io.rserpool.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Row 3b: a whole server with a million elements in 1 GB of heap, 10,000 of which
 * register again each second for a minute, with another load each time. The longest pause
 * is read from the garbage collector's log.
 */
final class MillionProgram {

	private static final Pattern PAUSE = Pattern.compile("Pause.* ([0-9.]+)ms$");

	private static final Pattern HEAP = Pattern.compile("Pause.* [0-9]+M->([0-9]+)M\\([0-9]+M\\)");

	private MillionProgram() {
	}

	/**
	 * Prints one line.
	 * @param arguments number of elements, seconds, and heap, such as
	 * {@code 1000000 60 1g}, which is the default
	 */
	public static void main(String[] arguments) throws Exception {
		int elements = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 1_000_000;
		int seconds = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 60;
		String heap = (arguments.length > 2) ? arguments[2] : "1g";
		Path log = Files.createTempFile("rserpool-gc", ".log");
		List<String> options = List.of("-Xmx" + heap, "-Xlog:gc:file=" + log);
		try (ChildJvm registrar = ChildJvm.start(RegistrarProcess.class, options, "quiet")) {
			run(registrar.port(), elements, seconds, heap, log);
		}
		System.exit(0);
	}

	private static void run(int port, int elements, int seconds, String heap, Path log) throws Exception {
		try (RawElements raw = new RawElements(port)) {
			long begin = System.nanoTime();
			raw.register(elements);
			double registered = (System.nanoTime() - begin) / 1e9;
			long again = registerAgain(raw, elements, seconds);
			raw.awaitAnswers();
			List<String> lines = Files.readAllLines(log);
			System.out.printf(Locale.ROOT,
					"3b %,d elements, -Xmx%s: registered in %.1f s, %,d re-registrations in %d s, %d refused, "
							+ "longest pause %.1f ms of %d, most heap after a pause %.0f MB%n",
					elements, heap, registered, again, seconds, raw.refused(), most(lines, PAUSE), count(lines),
					most(lines, HEAP));
		}
	}

	private static long registerAgain(RawElements raw, int elements, int seconds) throws Exception {
		long begin = System.nanoTime();
		long sent = 0;
		for (int tick = 0; tick < 100 * seconds; tick++) {
			for (int i = 0; i < 100; i++) {
				raw.send((int) (sent % elements), 1 + tick);
				sent++;
			}
			raw.flush();
			LockSupport.parkNanos(begin + (tick + 1) * 10_000_000L - System.nanoTime());
		}
		return sent;
	}

	private static double most(List<String> lines, Pattern pattern) {
		return lines.stream()
			.map(pattern::matcher)
			.filter(Matcher::find)
			.mapToDouble((matcher) -> Double.parseDouble(matcher.group(1)))
			.max()
			.orElse(0);
	}

	private static long count(List<String> lines) {
		return lines.stream().map(PAUSE::matcher).filter(Matcher::find).count();
	}

}
