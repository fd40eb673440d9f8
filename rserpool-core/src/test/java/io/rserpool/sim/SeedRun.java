package io.rserpool.sim;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs random scenarios seed after seed, and counts.
 */
final class SeedRun {

	private final Map<String, Integer> done = new TreeMap<>();

	private final int servers;

	private long seeds;

	private long events;

	private long messages;

	private long virtualMillis;

	private long inspections;

	/**
	 * Makes a run of no seeds yet.
	 * @param servers how many servers each scenario has, or 0 = as chance will have it
	 */
	SeedRun(int servers) {
		this.servers = servers;
	}

	/** Runs one seed; throws what its simulation throws, with the seed. */
	void run(long seed) {
		Scenario scenario = RandomScenario.of(seed, this.servers);
		Simulation simulation;
		try {
			simulation = new Simulation(scenario).run();
		}
		catch (AssertionError ex) {
			throw new AssertionError("Seed " + seed + ": " + ex.getMessage(), ex);
		}
		add(simulation);
	}

	private synchronized void add(Simulation simulation) {
		this.seeds++;
		this.events += simulation.world().agenda().happened();
		this.messages += simulation.world().messages();
		this.virtualMillis += simulation.world().elapsed();
		this.inspections += simulation.inspector().inspections();
		simulation.done().forEach((verb, count) -> this.done.merge(verb, count, Integer::sum));
	}

	synchronized long seeds() {
		return this.seeds;
	}

	/** How often each kind of thing was done. */
	synchronized Map<String, Integer> done() {
		return Map.copyOf(this.done);
	}

	/** What was done, in words. */
	synchronized String report(long realMillis) {
		StringBuilder report = new StringBuilder();
		report.append(String.format(Locale.ROOT,
				"%d seeds, no broken invariant: %.1f s real, %.1f h virtual (%.0f times faster),%n", this.seeds,
				realMillis / 1000.0, this.virtualMillis / 3_600_000.0,
				(double) this.virtualMillis / Math.max(1, realMillis)));
		report.append(String.format(Locale.ROOT, "%d events, %d messages, %d inspections%n", this.events, this.messages,
				this.inspections));
		this.done.forEach((verb, count) -> report.append(String.format(Locale.ROOT, "%10d %s%n", count, verb)));
		return report.toString();
	}

}
