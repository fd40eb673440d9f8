package io.rserpool.transport;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.WireLimits;

/**
 * How a connection behaves.
 *
 * @param limits what is put up with in received messages
 * @param keepAlive when silence ends it, or null for the system's habit
 * @param connectTimeout how long to wait for an open connection
 * @param firstMessageTimeout how long an accepted connection may say nothing (SR-21)
 * @param frameTimeout how long a message may stay incomplete [T-3]
 * @param maxQueuedOctets most octets that wait for a slow reader; beyond, the connection
 * is closed [T-3]
 */
public record ConnectionOptions(WireLimits limits, @Nullable KeepAlive keepAlive, Duration connectTimeout,
		Duration firstMessageTimeout, Duration frameTimeout, int maxQueuedOctets) {

	/** The values of the specification. */
	public static final ConnectionOptions DEFAULT = new ConnectionOptions(WireLimits.DEFAULT, null,
			Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 20);

	/**
	 * For connections between ENRP servers (enrp.md 9.2, 9.7): three seconds to connect,
	 * and a long queue, as a closed connection costs a table.
	 */
	public static ConnectionOptions ofPeer(Timing timing) {
		return new ConnectionOptions(WireLimits.DEFAULT, KeepAlive.ofPeer(timing), Duration.ofSeconds(3),
				DEFAULT.firstMessageTimeout, DEFAULT.frameTimeout, 16 << 20);
	}

	/** For connections of sessions, with the connect timeout of a profile. */
	public static ConnectionOptions ofSession(Timing timing) {
		return ofSession(timing.get(TimerName.SESSION_CONNECT_TIMEOUT));
	}

	/**
	 * For connections of sessions: no TCP keep-alive, as they have heartbeats; a long
	 * queue, as a session bounds what it has under way; time for a long chunk on a slow
	 * line.
	 */
	public static ConnectionOptions ofSession(Duration connectTimeout) {
		return new ConnectionOptions(WireLimits.DEFAULT, null, connectTimeout, DEFAULT.firstMessageTimeout,
				Duration.ofSeconds(30), 16 << 20);
	}

	public ConnectionOptions withLimits(WireLimits limits) {
		return new ConnectionOptions(limits, this.keepAlive, this.connectTimeout, this.firstMessageTimeout,
				this.frameTimeout, this.maxQueuedOctets);
	}

	public ConnectionOptions withKeepAlive(@Nullable KeepAlive keepAlive) {
		return new ConnectionOptions(this.limits, keepAlive, this.connectTimeout, this.firstMessageTimeout,
				this.frameTimeout, this.maxQueuedOctets);
	}

	public ConnectionOptions withConnectTimeout(Duration connectTimeout) {
		return new ConnectionOptions(this.limits, this.keepAlive, connectTimeout, this.firstMessageTimeout,
				this.frameTimeout, this.maxQueuedOctets);
	}

	public ConnectionOptions withFirstMessageTimeout(Duration firstMessageTimeout) {
		return new ConnectionOptions(this.limits, this.keepAlive, this.connectTimeout, firstMessageTimeout,
				this.frameTimeout, this.maxQueuedOctets);
	}

}
