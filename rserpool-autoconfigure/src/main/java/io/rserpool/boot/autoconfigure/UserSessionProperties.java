package io.rserpool.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.rserpool.WhenFull;
import io.rserpool.session.FailoverMode;
import io.rserpool.session.Retrieval;

/**
 * The sessions of a pool user, with all pools or with one.
 */
public class UserSessionProperties extends SessionProperties {

	/**
	 * Decision about a failover: auto, callback or manual. Without it, callback if there
	 * is a FailoverHandler bean for the pool, else auto.
	 */
	private @Nullable FailoverMode failover;

	/**
	 * Messages that are kept for the next element: application-ack or none.
	 */
	private @Nullable Retrieval retrieval;

	/**
	 * Whether messages are sent again to the next element unless they say otherwise.
	 */
	private @Nullable Boolean sendOver;

	/**
	 * Time without any element until the session ends.
	 */
	private @Nullable Duration giveUpAfter;

	/**
	 * Number of times that a message is sent until it is given back.
	 */
	private @Nullable Integer maxSendings;

	/**
	 * Wait for a connection to an element, 100ms to 60s. Without it, that of the profile.
	 */
	private @Nullable Duration connectTimeout;

	/**
	 * Most messages that a session keeps in all, sent or not.
	 */
	private @Nullable Integer queueMessages;

	/**
	 * Most data that a session keeps in all, sent or not.
	 */
	private @Nullable DataSize queueSize;

	/**
	 * Answer to more messages than may be kept: reject or block.
	 */
	private @Nullable WhenFull whenFull;

	public @Nullable FailoverMode getFailover() {
		return this.failover;
	}

	public void setFailover(@Nullable FailoverMode failover) {
		this.failover = failover;
	}

	public @Nullable Retrieval getRetrieval() {
		return this.retrieval;
	}

	public void setRetrieval(@Nullable Retrieval retrieval) {
		this.retrieval = retrieval;
	}

	public @Nullable Boolean getSendOver() {
		return this.sendOver;
	}

	public void setSendOver(@Nullable Boolean sendOver) {
		this.sendOver = sendOver;
	}

	public @Nullable Duration getGiveUpAfter() {
		return this.giveUpAfter;
	}

	public void setGiveUpAfter(@Nullable Duration giveUpAfter) {
		this.giveUpAfter = giveUpAfter;
	}

	public @Nullable Integer getMaxSendings() {
		return this.maxSendings;
	}

	public void setMaxSendings(@Nullable Integer maxSendings) {
		this.maxSendings = maxSendings;
	}

	public @Nullable Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(@Nullable Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public @Nullable Integer getQueueMessages() {
		return this.queueMessages;
	}

	public void setQueueMessages(@Nullable Integer queueMessages) {
		this.queueMessages = queueMessages;
	}

	public @Nullable DataSize getQueueSize() {
		return this.queueSize;
	}

	public void setQueueSize(@Nullable DataSize queueSize) {
		this.queueSize = queueSize;
	}

	public @Nullable WhenFull getWhenFull() {
		return this.whenFull;
	}

	public void setWhenFull(@Nullable WhenFull whenFull) {
		this.whenFull = whenFull;
	}

}
