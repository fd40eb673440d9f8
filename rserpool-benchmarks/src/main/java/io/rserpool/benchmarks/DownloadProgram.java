package io.rserpool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.HdrHistogram.Histogram;

/**
 * Row 4c: a new server takes the whole handle table of another one, which goes on
 * answering users.
 */
final class DownloadProgram {

	private DownloadProgram() {
	}

	/**
	 * Prints two lines a size.
	 * @param arguments sizes, 100,000 and a million if absent
	 */
	public static void main(String[] arguments) throws Exception {
		int[] sizes = { 100_000, 1_000_000 };
		if (arguments.length > 0) {
			sizes = java.util.Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
		}
		for (int size : sizes) {
			if (Pairs.isWanted("4c download")) {
				download(size, (size > 200_000) ? 2 : 3);
			}
		}
		if (!Boolean.getBoolean("rserpool.bench.embedded")) {
			System.exit(0);
		}
	}

	private static void download(int size, int times) throws Exception {
		String heap = (size > 200_000) ? "-Xmx1400m" : "-Xmx512m";
		int[] ports = RegistrarProcess.freePorts(2);
		try (ChildJvm mentor = RegistrarProcess.start("quiet", List.of(heap), ports[0]);
				RawElements elements = new RawElements(mentor.port())) {
			elements.register(size);
			try (Asker asker = new Asker(mentor.port(), 1_000)) {
				Thread.sleep(1_000);
				asker.begin();
				Thread.sleep(3_000);
				Histogram idle = asker.latencies();
				asker.begin();
				try (ChildJvm newcomer = RegistrarProcess.start("quiet",
						List.of(heap, "-Drserpool.bench.joins=" + (times + 1)), ports[1], ports[0])) {
					print(size, times, newcomer, idle, asker.latencies());
				}
			}
		}
	}

	private static void print(int size, int times, ChildJvm newcomer, Histogram idle, Histogram busy) {
		if (newcomer.figure(0) != size) {
			throw new IllegalStateException("The new server has " + newcomer.figure(0) + " of " + size + " elements");
		}
		List<Double> seconds = new ArrayList<>();
		for (int i = 2; i <= times + 1; i++) {
			seconds.add(newcomer.figure(i) / 1e3);
		}
		double median = Pairs.median(seconds);
		Rows.atMost(String.format(Locale.ROOT, "4c download of %,d", size), median, size / 1e6 * 7, "s",
				String.format(Locale.ROOT, "%,.0f a second; %s; first of the JVM %.2f", size / median,
						Rows.spread(seconds), newcomer.figure(1) / 1e3));
		Rows.atMost("4c mentor's resolutions meanwhile, p99", busy.getValueAtPercentile(99) / 1e6, 5, "ms",
				Asker.words(busy) + "; before " + Asker.words(idle));
	}

}
