package io.rserpool.transport;

import java.time.Duration;

import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * When a silent connection is given up by TCP itself [T-4]. Where the transport counts in
 * seconds, values are rounded up.
 *
 * @param idle silence before the first probe
 * @param interval time between probes
 * @param total silence, or data unacknowledged for so long, that ends the connection
 */
public record KeepAlive(Duration idle, Duration interval, Duration total) {

	/** The values for a connection to the home server. */
	public static KeepAlive ofHome(Timing timing) {
		return new KeepAlive(timing.get(TimerName.HOME_SILENT_IDLE), timing.get(TimerName.HOME_SILENT_INTERVAL),
				timing.get(TimerName.HOME_SILENT_TOTAL));
	}

	int idleSeconds() {
		return seconds(this.idle);
	}

	int intervalSeconds() {
		return seconds(this.interval);
	}

	/** How many probes fit between the first silence and the end. */
	int probes() {
		return (int) Math.max(1, this.total.minus(this.idle).toMillis() / Math.max(1, this.interval.toMillis()));
	}

	int totalMillis() {
		return (int) Math.min(Integer.MAX_VALUE, this.total.toMillis());
	}

	private static int seconds(Duration duration) {
		return (int) Math.max(1, (duration.toMillis() + 999) / 1000);
	}

}
