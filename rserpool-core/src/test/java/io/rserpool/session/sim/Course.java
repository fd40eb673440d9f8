package io.rserpool.session.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

import io.rserpool.transport.VirtualLoop;

/**
 * What happened in one run: the last lines of it, a checksum of all, and how often what
 * kind.
 */
final class Course {

	private static final int LAST = 80;

	private final Deque<String> lines = new ArrayDeque<>();

	private final Map<String, Integer> counts = new TreeMap<>();

	private final long seed;

	private final VirtualLoop loop;

	private final long begun;

	private String settings = "";

	private long checksum;

	Course(long seed, VirtualLoop loop) {
		this.seed = seed;
		this.loop = loop;
		this.begun = loop.nowMillis();
	}

	void settings(String settings) {
		this.settings = settings;
		say(settings);
	}

	void say(String line) {
		String timed = elapsed() + " " + line;
		this.checksum = this.checksum * 31 + timed.hashCode();
		this.lines.addLast(timed);
		if (this.lines.size() > LAST) {
			this.lines.removeFirst();
		}
	}

	/** Counts something without a line of its own. */
	void count(String kind) {
		this.counts.merge(kind, 1, Integer::sum);
	}

	/** Milliseconds since the beginning. */
	long elapsed() {
		return this.loop.nowMillis() - this.begun;
	}

	Map<String, Integer> counts() {
		return this.counts;
	}

	/** Two runs with the same one had the same course. */
	long checksum() {
		return this.checksum;
	}

	/** Fails the run unless a promise is kept. */
	void check(boolean kept, String promise, Object about) {
		if (!kept) {
			throw broken(promise, about);
		}
	}

	AssertionError broken(String promise, Object about) {
		return new AssertionError("Seed " + this.seed + ", at " + elapsed() + " ms: " + promise + ": " + about + "\n"
				+ this.settings + "\n" + String.join("\n", this.lines));
	}

}
