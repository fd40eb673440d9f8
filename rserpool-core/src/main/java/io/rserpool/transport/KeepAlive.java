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

	private static final Duration PEER_TOTAL_MAX = Duration.ofSeconds(10);

	/** The values for a connection to the home server. */
	public static KeepAlive ofHome(Timing timing) {
		return new KeepAlive(timing.get(TimerName.HOME_SILENT_IDLE), timing.get(TimerName.HOME_SILENT_INTERVAL),
				timing.get(TimerName.HOME_SILENT_TOTAL));
	}

	/**
	 * The values for a connection between ENRP servers: those to a home server, but no
	 * more than ten seconds in all (enrp.md 9.7).
	 */
	public static KeepAlive ofPeer(Timing timing) {
		KeepAlive home = ofHome(timing);
		return (home.total.compareTo(PEER_TOTAL_MAX) > 0) ? new KeepAlive(min(home.idle, PEER_TOTAL_MAX.dividedBy(2)),
				min(home.interval, PEER_TOTAL_MAX.dividedBy(2)), PEER_TOTAL_MAX) : home;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
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
