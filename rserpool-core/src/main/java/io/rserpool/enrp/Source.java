package io.rserpool.enrp;

import io.rserpool.machine.TokenBucket;
import io.rserpool.wire.IpAddress;

/**
 * What a server remembers of one source address: how much it holds and how fast it goes.
 * Without TLS an address is all that is known of a user.
 */
final class Source {

	/** Reports a second of one reporter (SR-25). */
	private static final int REPORTS_PER_SECOND = 10;

	private static final int REJECTION_EVENT_BURST = 10;

	final IpAddress address;

	final TokenBucket registrations;

	final TokenBucket resolutions;

	final TokenBucket reports;

	final EventGate malformedEvents = new EventGate();

	final EventGate limitEvents = new EventGate();

	final EventGate dropEvents = new EventGate();

	/** Rejections are told one by one until they become many. */
	final TokenBucket rejectionEvents;

	int connections;

	int elements;

	int pools;

	Source(IpAddress address, Limits limits, long now) {
		this.address = address;
		this.registrations = new TokenBucket(limits.registrationsPerSecond(), limits.registrationBurst(), now);
		this.resolutions = new TokenBucket(limits.resolutionsPerSecond(), limits.resolutionBurst(), now);
		this.reports = new TokenBucket(REPORTS_PER_SECOND, REPORTS_PER_SECOND, now);
		this.rejectionEvents = new TokenBucket(1, REJECTION_EVENT_BURST, now);
	}

	boolean isIdle() {
		return this.connections == 0 && this.elements == 0 && this.pools == 0;
	}

	@Override
	public String toString() {
		return this.address.toString();
	}

}
