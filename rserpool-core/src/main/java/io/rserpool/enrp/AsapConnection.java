package io.rserpool.enrp;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TokenBucket;
import io.rserpool.wire.PoolHandle;

/**
 * What a server knows of one ASAP connection.
 */
final class AsapConnection {

	/**
	 * How many pools are remembered as resolved; reports on others only cause a probe.
	 */
	private static final int MAX_RESOLVED = 1000;

	/** Excess for so long closes the connection (SR-24). */
	private static final long MAX_EXCESS = 10_000;

	/** Excess that pauses for so long begins anew. */
	private static final long EXCESS_PAUSE = 1000;

	final ConnectionId id;

	final Endpoint remote;

	final Source source;

	final boolean dialled;

	final TokenBucket errorReplies;

	/** Whether the other side is on this host and may be told loopback addresses. */
	final boolean local;

	/** The elements whose home connection this is. */
	final Set<PoolElementEntry> elements = new LinkedHashSet<>();

	final Set<PoolHandle> subscribed = new LinkedHashSet<>();

	private final Set<PoolHandle> resolved = new HashSet<>();

	/** Whether an element registered by it, which makes it a trusted reporter (SR-25). */
	boolean registered;

	/** Why it is to be closed as soon as the message at hand is answered, or null. */
	private @Nullable String condemned;

	private long excessSince;

	private long lastExcess = Long.MIN_VALUE / 2;

	AsapConnection(ConnectionId id, Endpoint local, Endpoint remote, boolean dialled, Source source,
			int errorsPerSecond, long now) {
		this.id = id;
		this.remote = remote;
		this.dialled = dialled;
		this.source = source;
		this.local = remote.address().isLoopback() || remote.address().equals(local.address());
		this.errorReplies = new TokenBucket(errorsPerSecond, errorsPerSecond, now);
	}

	void resolved(PoolHandle handle) {
		if (this.resolved.size() < MAX_RESOLVED) {
			this.resolved.add(handle);
		}
	}

	boolean hasResolved(PoolHandle handle) {
		return this.resolved.contains(handle);
	}

	/**
	 * Notes a message above the rate.
	 * @return whether this has gone on for too long
	 */
	boolean exceeds(long now) {
		if (now - this.lastExcess > EXCESS_PAUSE) {
			this.excessSince = now;
		}
		this.lastExcess = now;
		return now - this.excessSince >= MAX_EXCESS;
	}

	void condemn(String why) {
		this.condemned = why;
	}

	@Nullable String condemned() {
		return this.condemned;
	}

	@Override
	public String toString() {
		return this.remote.toString();
	}

}
