package io.rserpool.sim;

import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * How long things may take at most, from the timers: what the invariants wait for. The
 * sums are explained in {@code docs/simulation.md}.
 */
final class Bounds {

	/**
	 * Rounds of ENRP_INIT_TAKEOVER until silent peers are not waited for (7.1 step 5).
	 */
	private static final int TAKEOVER_ROUNDS = 3;

	private final Timing timing;

	Bounds(Timing timing) {
		this.timing = timing;
	}

	private long of(TimerName timer) {
		return this.timing.millis(timer);
	}

	/** Until a server that died is known to be dead. */
	long deathMillis() {
		return of(TimerName.MAX_TIME_LAST_HEARD) + of(TimerName.MAX_TIME_NO_RESPONSE);
	}

	/** Until the elements of a dead server have another home. */
	long takeoverMillis() {
		return deathMillis() + of(TimerName.TAKEOVER_DELAY) + TAKEOVER_ROUNDS * of(TimerName.TAKEOVER_EXPIRY)
				+ of(TimerName.TAKEOVER_WATCH);
	}

	/** Until servers that can reach each other are connected again. */
	long redialMillis() {
		return of(TimerName.REDIAL_MAX) * 5 / 4 + 3000;
	}

	/** Until connected servers have compared what they know, and repaired it. */
	long auditMillis() {
		return 3 * of(TimerName.PEER_HEARTBEAT_CYCLE) + 2 * of(TimerName.MAX_TIME_NO_RESPONSE);
	}

	/** Until an element that does not answer is removed. */
	long elementDeathMillis() {
		return 2 * of(TimerName.KEEP_ALIVE_INTERVAL) + 2 * of(TimerName.KEEP_ALIVE_TIMEOUT)
				+ of(TimerName.TAKEN_OVER_GRACE);
	}

	/** Until an element without a home has registered again. */
	long registrationMillis() {
		return of(TimerName.HOME_SILENT_TOTAL) + 3 * of(TimerName.T2_REGISTRATION) + 2 * of(TimerName.RETRAN_MAX);
	}

	/** Until two connected servers agree on who owns an element. */
	long doubleOwnerMillis() {
		return redialMillis() + auditMillis() + elementDeathMillis();
	}

	/** Until all servers agree with each other and with the truth. */
	long agreementMillis() {
		return redialMillis() + takeoverMillis() + auditMillis() + elementDeathMillis() + registrationMillis();
	}

	/** Until a user has its answer. */
	long answerMillis() {
		return 3 * of(TimerName.T1_ENRP_REQUEST) + of(TimerName.RETRAN_MAX);
	}

}
