package io.rserpool.quickstart.story;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts bands for each painter and second, over the last minute. Safe for use by many
 * threads.
 */
public final class RateMeter {

	/** As many whole seconds are told. */
	public static final int SECONDS = 60;

	private static final int SLOTS = SECONDS + 1;

	private final SortedMap<Integer, Slots> painters = new TreeMap<>();

	/**
	 * Counts one band.
	 * @param second the current second, rising
	 */
	public synchronized void count(int painter, long second) {
		this.painters.computeIfAbsent(painter, (number) -> new Slots()).count(second);
	}

	/**
	 * The counts of the last {@value #SECONDS} whole seconds, the oldest first, of each
	 * painter that has any.
	 * @param second the current second, which is not told
	 */
	public synchronized Map<Integer, int[]> lastMinute(long second) {
		SortedMap<Integer, int[]> counts = new TreeMap<>();
		this.painters.forEach((painter, slots) -> {
			int[] values = new int[SECONDS];
			boolean any = false;
			for (int i = 0; i < SECONDS; i++) {
				values[i] = slots.get(second - SECONDS + i);
				any |= values[i] != 0;
			}
			if (any) {
				counts.put(painter, values);
			}
		});
		return counts;
	}

	private static final class Slots {

		private final int[] counts = new int[SLOTS];

		private final long[] seconds = new long[SLOTS];

		void count(long second) {
			int slot = (int) Math.floorMod(second, (long) SLOTS);
			if (this.seconds[slot] != second) {
				this.seconds[slot] = second;
				this.counts[slot] = 0;
			}
			this.counts[slot]++;
		}

		int get(long second) {
			int slot = (int) Math.floorMod(second, (long) SLOTS);
			return (this.seconds[slot] == second) ? this.counts[slot] : 0;
		}

	}

}
