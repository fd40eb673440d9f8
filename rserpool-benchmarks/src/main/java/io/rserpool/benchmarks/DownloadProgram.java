package io.rserpool.benchmarks;

import java.util.ArrayList;
import java.util.List;

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
		String heap = (size > 200_000) ? "-Xmx1200m" : "-Xmx512m";
		int[] ports = RegistrarProcess.freePorts(1 + times);
		List<Double> seconds = new ArrayList<>();
		try (ChildJvm mentor = RegistrarProcess.start("quiet", List.of(heap), ports[0]);
				RawElements elements = new RawElements(mentor.port());
				Asker asker = new Asker(mentor.port(), 1_000)) {
			elements.register(size);
			Thread.sleep(2_000);
			Histogram idle = asker.latencies();
			asker.begin();
			for (int i = 1; i <= times; i++) {
				try (ChildJvm newcomer = RegistrarProcess.start("quiet", List.of(heap), ports[i], ports[0])) {
					if (newcomer.figure(1) != size) {
						throw new IllegalStateException(
								"The new server has " + newcomer.figure(1) + " of " + size + " elements");
					}
					seconds.add(newcomer.figure(0) / 1e3);
				}
			}
			Histogram busy = asker.latencies();
			String name = String.format(java.util.Locale.ROOT, "4c download of %,d", size);
			Rows.atMost(name, Pairs.median(seconds), size / 1e6 * 7, "s", String.format(java.util.Locale.ROOT,
					"%,.0f a second; %s", size / Pairs.median(seconds), Rows.spread(seconds)));
			Rows.atMost("4c mentor's resolutions meanwhile, p99", busy.getValueAtPercentile(99) / 1e6, 5, "ms",
					Asker.words(busy) + "; before " + Asker.words(idle));
		}
	}

}
