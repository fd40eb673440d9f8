package io.rserpool.session.sim;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs seed after seed, and counts.
 */
final class SessionSeeds {

	private final Map<String, Integer> counts = new TreeMap<>();

	private long seeds;

	private long virtualMillis;

	/** Runs one seed; throws when a promise is broken. */
	void run(long seed) {
		SessionWorld world = new SessionWorld(seed);
		try {
			world.run();
		}
		catch (RuntimeException ex) {
			throw new AssertionError(world.course().broken("the simulation runs", ex).getMessage(), ex);
		}
		add(world.course());
	}

	private synchronized void add(Course course) {
		this.seeds++;
		this.virtualMillis += course.elapsed();
		course.counts().forEach((kind, count) -> this.counts.merge(kind, count, Integer::sum));
	}

	synchronized Map<String, Integer> counts() {
		return Map.copyOf(this.counts);
	}

	synchronized String report(long realMillis) {
		StringBuilder report = new StringBuilder(
				String.format(Locale.ROOT, "%d seeds of sessions, no broken promise: %.1f s real, %.1f h virtual%n",
						this.seeds, realMillis / 1000.0, this.virtualMillis / 3_600_000.0));
		this.counts.forEach((kind, count) -> report.append(String.format(Locale.ROOT, "%10d %s%n", count, kind)));
		return report.toString();
	}

}
