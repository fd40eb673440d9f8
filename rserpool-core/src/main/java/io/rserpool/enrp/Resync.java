package io.rserpool.enrp;

/**
 * One resync on its way.
 */
final class Resync {

	final Peer peer;

	/** Elements not changed since then are what the peer does not have any more. */
	final int since;

	final long begunAt;

	int added;

	int changed;

	/** Elements that both servers owned and that stayed here. */
	int kept;

	/** Elements that both servers owned and that went to the peer. */
	int given;

	/** The event of a split, or 0. */
	long splitCause;

	Resync(Peer peer, int since, long now) {
		this.peer = peer;
		this.since = since;
		this.begunAt = now;
	}

}
