package io.rserpool.enrp;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * The timers of an {@link EnrpServerMachine}: value types.
 */
public sealed interface EnrpTimer {

	/**
	 * The next deadline of any element: its life or its keep-alive. The handlespace's
	 * wheel holds them all, so one timer stands for millions.
	 */
	EnrpTimer TICK = Single.TICK;

	/** T6-Serverannounce times the number of servers (RFC 5352 section 3.6). */
	EnrpTimer ANNOUNCE = Single.ANNOUNCE;

	/** PEER-HEARTBEAT-CYCLE (RFC 5353 section 3.4.2). */
	EnrpTimer HEARTBEAT = Single.HEARTBEAT;

	/** What joining waits for: a mentor, its list, a part of its table, or a retry. */
	EnrpTimer JOIN = Single.JOIN;

	/** The next part of a resync is overdue, or the next resync may begin. */
	EnrpTimer RESYNC = Single.RESYNC;

	/** The earliest deadline of a probe of another server's element. */
	EnrpTimer PROBES = Single.PROBES;

	/** The earliest deadline of an element that is to be reclaimed. */
	EnrpTimer RECLAIMS = Single.RECLAIMS;

	/**
	 * Those that exist once.
	 */
	enum Single implements EnrpTimer {

		/** {@link EnrpTimer#TICK}. */
		TICK,

		/** {@link EnrpTimer#ANNOUNCE}. */
		ANNOUNCE,

		/** {@link EnrpTimer#HEARTBEAT}. */
		HEARTBEAT,

		/** {@link EnrpTimer#JOIN}. */
		JOIN,

		/** {@link EnrpTimer#RESYNC}. */
		RESYNC,

		/** {@link EnrpTimer#PROBES}. */
		PROBES,

		/** {@link EnrpTimer#RECLAIMS}. */
		RECLAIMS

	}

	/**
	 * The coalesced update of a pool to its subscribers is due.
	 *
	 * @param handle the pool
	 */
	record PoolUpdate(PoolHandle handle) implements EnrpTimer {

	}

	/**
	 * MAX-TIME-LAST-HEARD or MAX-TIME-NO-RESPONSE of a peer.
	 *
	 * @param peer the peer
	 */
	record PeerSilence(ServerId peer) implements EnrpTimer {

	}

	/**
	 * A peer without connection is to be dialled.
	 *
	 * @param peer the peer
	 */
	record PeerRedial(ServerId peer) implements EnrpTimer {

	}

	/**
	 * An address is to be tried.
	 *
	 * @param address where a server may be
	 */
	record CandidateRedial(Endpoint address) implements EnrpTimer {

	}

	/**
	 * The next step of a takeover by this server.
	 *
	 * @param target the dead peer
	 */
	record TakeoverStep(ServerId target) implements EnrpTimer {

	}

	/**
	 * A takeover by another server should have ended.
	 *
	 * @param target the dead peer
	 */
	record TakeoverWatch(ServerId target) implements EnrpTimer {

	}

	/**
	 * A peer has not asked for the next part of a table.
	 *
	 * @param peer the peer
	 * @param ownOnly flag W of its requests
	 */
	record TableSession(ServerId peer, boolean ownOnly) implements EnrpTimer {

	}

	/**
	 * A connection that lost to another one with the same peer should have ended.
	 *
	 * @param connection the connection
	 */
	record Draining(ConnectionId connection) implements EnrpTimer {

	}

	/**
	 * A report could not be relayed in time.
	 *
	 * @param connection the connection to the home
	 */
	record Relay(ConnectionId connection) implements EnrpTimer {

	}

}
