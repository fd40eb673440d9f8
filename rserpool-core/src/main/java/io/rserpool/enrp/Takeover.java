package io.rserpool.enrp;

import java.util.Set;
import java.util.TreeSet;

import io.rserpool.wire.ServerId;

/**
 * One takeover by this server, on its way.
 */
final class Takeover {

	final Peer target;

	final long begunAt;

	/** Peers whose acknowledgement is missing. */
	final Set<ServerId> waiting = new TreeSet<>();

	/** Whether the others were asked already. */
	boolean asked;

	/** How often they were asked again. */
	int rounds;

	/** Elements of the target when it was won. */
	int elements;

	/** How many of them are inherited. */
	int inherited;

	/** The milliseconds over which the elements are told. */
	long window;

	/** The event that told of its start, or of the target's death. */
	long cause;

	Takeover(Peer target, long cause, long now) {
		this.target = target;
		this.cause = cause;
		this.begunAt = now;
	}

}
