package io.rserpool.quickstart.web;

import java.time.Duration;
import java.time.Instant;

/**
 * The words for ages and numbers.
 */
final class Times {

	private static final int MINUTE = 60;

	private Times() {
	}

	/** {@code now}, {@code 16 s ago}, {@code 4 min ago}. */
	static String ago(Instant then, Instant now) {
		long seconds = Math.max(0, Duration.between(then, now).toSeconds());
		if (seconds < 1) {
			return "now";
		}
		if (seconds < MINUTE) {
			return seconds + " s ago";
		}
		return (seconds < MINUTE * MINUTE) ? seconds / MINUTE + " min ago" : seconds / (MINUTE * MINUTE) + " h ago";
	}

	/** {@code 1 tile}, {@code 2 tiles}. */
	static String many(long count, String one, String more) {
		return count + " " + ((count == 1) ? one : more);
	}

}
