package io.rserpool;

import java.time.Duration;

import io.rserpool.machine.Timing;
import io.rserpool.session.LinkTuning;
import io.rserpool.session.SessionConfig;

/**
 * The timers of a session (tcp-mapping.md 5.1): each connection, its greeting, its
 * heartbeats. A silent element is found within heartbeat interval + most missed x
 * heartbeat timeout.
 *
 * @param connectTimeout wait for a connection, 100 ms to 60 s
 * @param initTimeout wait for the greeting, 100 ms to 60 s
 * @param heartbeatInterval silence until a heartbeat is sent, less up to a fifth at
 * random: 100 ms to 300 s, zero = none
 * @param heartbeatTimeout wait for each answer, 100 ms to 60 s
 * @param heartbeatMaxMissed answers missed in a row, 1 to 10
 * @param ackTimeout wait for an application's acknowledgement: 1 s to 1 h, zero = for
 * ever
 */
public record SessionTimers(Duration connectTimeout, Duration initTimeout, Duration heartbeatInterval,
		Duration heartbeatTimeout, int heartbeatMaxMissed, Duration ackTimeout) {

	public SessionTimers {
		// Both check their ranges
		SessionConfig.of(Timing.of(io.rserpool.machine.Profile.FAST))
			.withConnectTimeoutMillis(connectTimeout.toMillis());
		new LinkTuning(initTimeout.toMillis(), heartbeatInterval.toMillis(), heartbeatTimeout.toMillis(),
				heartbeatMaxMissed, ackTimeout.toMillis());
	}

	/** The values of a profile. */
	public static SessionTimers of(Timing timing) {
		SessionConfig config = SessionConfig.of(timing);
		LinkTuning tuning = config.tuning();
		return new SessionTimers(Duration.ofMillis(config.connectTimeoutMillis()),
				Duration.ofMillis(tuning.initTimeout()), Duration.ofMillis(tuning.heartbeatInterval()),
				Duration.ofMillis(tuning.heartbeatTimeout()), tuning.heartbeatMaxMissed(),
				Duration.ofMillis(tuning.ackTimeout()));
	}

	public SessionTimers withConnectTimeout(Duration connectTimeout) {
		return new SessionTimers(connectTimeout, this.initTimeout, this.heartbeatInterval, this.heartbeatTimeout,
				this.heartbeatMaxMissed, this.ackTimeout);
	}

	public SessionTimers withInitTimeout(Duration initTimeout) {
		return new SessionTimers(this.connectTimeout, initTimeout, this.heartbeatInterval, this.heartbeatTimeout,
				this.heartbeatMaxMissed, this.ackTimeout);
	}

	/**
	 * Returns a copy with other heartbeats.
	 * @param interval silence until one is sent, zero = none
	 * @param timeout wait for each answer
	 * @param maxMissed answers missed in a row
	 */
	public SessionTimers withHeartbeat(Duration interval, Duration timeout, int maxMissed) {
		return new SessionTimers(this.connectTimeout, this.initTimeout, interval, timeout, maxMissed, this.ackTimeout);
	}

	public SessionTimers withAckTimeout(Duration ackTimeout) {
		return new SessionTimers(this.connectTimeout, this.initTimeout, this.heartbeatInterval, this.heartbeatTimeout,
				this.heartbeatMaxMissed, ackTimeout);
	}

	LinkTuning tuning() {
		return new LinkTuning(this.initTimeout.toMillis(), this.heartbeatInterval.toMillis(),
				this.heartbeatTimeout.toMillis(), this.heartbeatMaxMissed, this.ackTimeout.toMillis());
	}

	SessionConfig applyTo(SessionConfig config) {
		return config.withTuning(tuning()).withConnectTimeoutMillis(this.connectTimeout.toMillis());
	}

}
