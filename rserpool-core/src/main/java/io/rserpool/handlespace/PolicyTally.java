package io.rserpool.handlespace;

import java.util.HashMap;
import java.util.Map;

/**
 * How many elements of a mixed pool have which policy type (enrp.md 10.6).
 */
final class PolicyTally {

	private final Map<Integer, Integer> counts = new HashMap<>();

	void add(int code) {
		this.counts.merge(code, 1, Integer::sum);
	}

	void remove(int code) {
		this.counts.computeIfPresent(code, (key, count) -> (count > 1) ? count - 1 : null);
	}

	boolean isMixed() {
		return this.counts.size() > 1;
	}

	/** The type of most elements, of several the lowest number. */
	int winner() {
		int winner = 0;
		int most = 0;
		for (Map.Entry<Integer, Integer> entry : this.counts.entrySet()) {
			int code = entry.getKey();
			int count = entry.getValue();
			if (count > most || count == most && Integer.compareUnsigned(code, winner) < 0) {
				winner = code;
				most = count;
			}
		}
		return winner;
	}

}
