package io.rserpool.enrp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts since the start.
 */
final class Counters {

	private static final Counter[] ALL = Counter.values();

	private final long[] counts = new long[ALL.length];

	void add(Counter counter) {
		this.counts[counter.ordinal()]++;
	}

	long get(Counter counter) {
		return this.counts[counter.ordinal()];
	}

	Map<String, Long> asMap() {
		Map<String, Long> map = new LinkedHashMap<>();
		for (Counter counter : ALL) {
			map.put(counter.label(), get(counter));
		}
		return map;
	}

}
