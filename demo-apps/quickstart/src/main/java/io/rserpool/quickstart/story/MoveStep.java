package io.rserpool.quickstart.story;

import java.time.Duration;

/**
 * A step of a {@link Move}.
 *
 * @param name what was done
 * @param detail the facts behind it, or empty
 * @param begin since the first step began
 * @param took how long it took; whole milliseconds where the library measured it
 */
public record MoveStep(String name, String detail, Duration begin, Duration took) {

	/** Since the first step began. */
	public Duration end() {
		return this.begin.plus(this.took);
	}

}
