package io.rserpool.enrp;

import io.rserpool.wire.PoolHandle;

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

	/**
	 * Those that exist once.
	 */
	enum Single implements EnrpTimer {

		/** {@link EnrpTimer#TICK}. */
		TICK,

		/** {@link EnrpTimer#ANNOUNCE}. */
		ANNOUNCE

	}

	/**
	 * The coalesced update of a pool to its subscribers is due.
	 *
	 * @param handle the pool
	 */
	record PoolUpdate(PoolHandle handle) implements EnrpTimer {

	}

}
