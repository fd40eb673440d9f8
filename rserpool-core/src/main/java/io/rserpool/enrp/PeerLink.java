package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TokenBucket;

/**
 * One ENRP connection.
 */
final class PeerLink {

	private static final int ERRORS_PER_SECOND = 10;

	final ConnectionId id;

	final Endpoint local;

	final Endpoint remote;

	final boolean dialled;

	/** What this side dialled for, or null if the other one did. */
	final PeerDials.@Nullable Dial dial;

	final TokenBucket errorReplies;

	final EventGate malformedEvents = new EventGate();

	/** Who speaks on it, known from the first message on (enrp.md 9.4). */
	@Nullable Peer peer;

	/** Messages with another sender than the bound one. */
	int strangers;

	PeerLink(ConnectionId id, Endpoint local, Endpoint remote, PeerDials.@Nullable Dial dial, long now) {
		this.id = id;
		this.local = local;
		this.remote = remote;
		this.dialled = dial != null;
		this.dial = dial;
		this.errorReplies = new TokenBucket(ERRORS_PER_SECOND, ERRORS_PER_SECOND, now);
	}

	@Override
	public String toString() {
		return this.remote.toString();
	}

}
