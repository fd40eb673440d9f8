package io.rserpool.quickstart.process;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.PoolElementId;

/**
 * A painter at one moment.
 *
 * @param number 1 or more; stays when it is started again
 * @param element its element id; new at each start
 * @param pid its process id
 * @param state where it stands
 * @param byUs whether it was killed from here
 * @param exitCode 0 while it runs
 * @param changed since when it stands there
 * @param endedNanos when it was killed from here or else seen to have ended,
 * {@link System#nanoTime()}; 0 while it runs
 * @param removedAfter from then until the server removed it from the pool, or null
 */
public record Painter(int number, PoolElementId element, long pid, PainterState state, boolean byUs, int exitCode,
		Instant changed, long endedNanos, @Nullable Duration removedAfter) {

	/** What people call it. */
	public String name() {
		return name(this.number);
	}

	/** What people call the painter of a number. */
	public static String name(int number) {
		return "painter-" + number;
	}

	public boolean isRunning() {
		return this.state == PainterState.STARTING || this.state == PainterState.UP;
	}

}
