package io.rserpool.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What sessions have on both sides. Whatever is not set is left as it was.
 */
public abstract class SessionProperties {

	/**
	 * Wait for the greeting on a new connection, 100ms to 60s. Without it, that of the
	 * profile.
	 */
	private @Nullable Duration initTimeout;

	/**
	 * Silence until a heartbeat is sent, 100ms to 300s; 0 switches heartbeats off.
	 * Without it, that of the profile.
	 */
	private @Nullable Duration heartbeatInterval;

	/**
	 * Wait for the answer to a heartbeat, 100ms to 60s. Without it, that of the profile.
	 */
	private @Nullable Duration heartbeatTimeout;

	/**
	 * Number of heartbeats in a row without an answer until the connection is given up, 1
	 * to 10. Without it, that of the profile.
	 */
	private @Nullable Integer heartbeatMaxMissed;

	/**
	 * Wait for an application's acknowledgement, 1s to 1h; 0 is for ever.
	 */
	private @Nullable Duration ackTimeout;

	/**
	 * Most messages that are sent without an acknowledgement.
	 */
	private @Nullable Integer maxUnacknowledgedMessages;

	/**
	 * Most data that is sent without an acknowledgement.
	 */
	private @Nullable DataSize maxUnacknowledgedSize;

	/**
	 * Size of the largest message, either way.
	 */
	private @Nullable DataSize maxMessageSize;

	/**
	 * Whether received messages are acknowledged by the application's call only, and not
	 * when its handler returns.
	 */
	private @Nullable Boolean manualAcknowledgement;

	public @Nullable Duration getInitTimeout() {
		return this.initTimeout;
	}

	public void setInitTimeout(@Nullable Duration initTimeout) {
		this.initTimeout = initTimeout;
	}

	public @Nullable Duration getHeartbeatInterval() {
		return this.heartbeatInterval;
	}

	public void setHeartbeatInterval(@Nullable Duration heartbeatInterval) {
		this.heartbeatInterval = heartbeatInterval;
	}

	public @Nullable Duration getHeartbeatTimeout() {
		return this.heartbeatTimeout;
	}

	public void setHeartbeatTimeout(@Nullable Duration heartbeatTimeout) {
		this.heartbeatTimeout = heartbeatTimeout;
	}

	public @Nullable Integer getHeartbeatMaxMissed() {
		return this.heartbeatMaxMissed;
	}

	public void setHeartbeatMaxMissed(@Nullable Integer heartbeatMaxMissed) {
		this.heartbeatMaxMissed = heartbeatMaxMissed;
	}

	public @Nullable Duration getAckTimeout() {
		return this.ackTimeout;
	}

	public void setAckTimeout(@Nullable Duration ackTimeout) {
		this.ackTimeout = ackTimeout;
	}

	public @Nullable Integer getMaxUnacknowledgedMessages() {
		return this.maxUnacknowledgedMessages;
	}

	public void setMaxUnacknowledgedMessages(@Nullable Integer maxUnacknowledgedMessages) {
		this.maxUnacknowledgedMessages = maxUnacknowledgedMessages;
	}

	public @Nullable DataSize getMaxUnacknowledgedSize() {
		return this.maxUnacknowledgedSize;
	}

	public void setMaxUnacknowledgedSize(@Nullable DataSize maxUnacknowledgedSize) {
		this.maxUnacknowledgedSize = maxUnacknowledgedSize;
	}

	public @Nullable DataSize getMaxMessageSize() {
		return this.maxMessageSize;
	}

	public void setMaxMessageSize(@Nullable DataSize maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

	public @Nullable Boolean getManualAcknowledgement() {
		return this.manualAcknowledgement;
	}

	public void setManualAcknowledgement(@Nullable Boolean manualAcknowledgement) {
		this.manualAcknowledgement = manualAcknowledgement;
	}

}
