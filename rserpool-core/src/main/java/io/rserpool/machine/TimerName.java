package io.rserpool.machine;

import java.time.Duration;

/**
 * The timers of RFC 5352 section 7 and RFC 5353 section 4, those that this project adds,
 * and their values in each {@link Profile}.
 */
public enum TimerName {

	/** Period of ENRP_PRESENCE to all peers. */
	PEER_HEARTBEAT_CYCLE(30000, 2000, 500, 2000),

	/** Silence of a peer until it is probed. */
	MAX_TIME_LAST_HEARD(61000, 5000, 1500, 5000),

	/** Wait for any answer of a peer. */
	MAX_TIME_NO_RESPONSE(5000, 2000, 500, 5000),

	/** Largest random delay before a takeover begins. */
	TAKEOVER_DELAY(500, 100, 50, 500),

	/** Wait for the acknowledgements of a takeover. */
	TAKEOVER_EXPIRY(5000, 1000, 300, 5000),

	/** Wait for the end of a takeover that was acknowledged. */
	TAKEOVER_WATCH(20000, 4000, 1200, 20000),

	/** Cap of the back-off between dials to a peer. */
	REDIAL_MAX(30000, 4000, 1000, 5000),

	/** Listening for a mentor by multicast. */
	MENTOR_DISCOVERY(5000, 2000, 1000, 5000),

	/** Wait after a mentor's rejection. */
	MENTOR_RETRY(3000, 1000, 300, 3000),

	/**
	 * Largest gap between keep-alives to an owned element; each is drawn from a third to
	 * all of it.
	 */
	KEEP_ALIVE_INTERVAL(10000, 3000, 200, 5000),

	/** Wait for the acknowledgement of a keep-alive. */
	KEEP_ALIVE_TIMEOUT(5000, 2000, 200, 5000),

	/** Least gap between any two keep-alives to one element. */
	KEEP_ALIVE_MIN_GAP(1000, 1000, 50, 1000),

	/** Wait for an element that lost its connection and cannot be dialled [T-5]. */
	PE_RECONNECT_GRACE(5000, 2000, 500, 5000),

	/** Wait for an element that was taken over and cannot be dialled [T-6]. */
	TAKEN_OVER_GRACE(60000, 20000, 10000, 60000),

	/** TCP keep-alive: idle time before the first probe [T-4]. */
	HOME_SILENT_IDLE(10000, 3000, 1000, 10000),

	/** TCP keep-alive: gap between probes [T-4]. */
	HOME_SILENT_INTERVAL(5000, 1000, 1000, 5000),

	/** A home server silent for so long is left [T-4]. */
	HOME_SILENT_TOTAL(25000, 6000, 3000, 25000),

	/** Wait for the answer to a handle resolution. */
	T1_ENRP_REQUEST(15000, 3000, 1000, 3000),

	/** Wait for the answer to a registration. */
	T2_REGISTRATION(30000, 5000, 2000, 3000),

	/** Wait for the answer to a deregistration. */
	T3_DEREGISTRATION(30000, 5000, 2000, 3000),

	/** Largest time between registrations of an element. */
	T4_REREGISTRATION(600000, 280000, 280000, 30000),

	/** First wait of a server hunt; doubles up to RETRAN_MAX. */
	T5_SERVER_HUNT(10000, 2000, 1000, 7500),

	/** Cap of the server hunt's wait. */
	RETRAN_MAX(60000, 10000, 5000, 60000),

	/** Unit of the period of announcements. */
	T6_SERVER_ANNOUNCE(1000, 1000, 1000, 1000),

	/** How long an announced address is remembered, at least. */
	T7_ENRP_OUTDATE(5000, 5000, 5000, 5000),

	/** Life asked for in registrations. */
	REGISTRATION_LIFE(1200000, 300000, 300000, 90000),

	/** Age at which a cached pool is stale. */
	STALE_CACHE_VALUE(30000, 30000, 5000, 30000),

	/** Silence in a session until a heartbeat is sent. */
	SESSION_HEARTBEAT_INTERVAL(5000, 2000, 200, 5000),

	/** Wait for a heartbeat's acknowledgement. */
	SESSION_HEARTBEAT_TIMEOUT(5000, 1000, 200, 5000),

	/** Wait for a connection to an element. */
	SESSION_CONNECT_TIMEOUT(5000, 2000, 500, 5000),

	/** Wait for the greeting on a connection to an element. */
	SESSION_INIT_TIMEOUT(5000, 2000, 500, 5000);

	private final long rfcMillis;

	private final long fastMillis;

	private final long lanMillis;

	private final long rsplibMillis;

	TimerName(long rfcMillis, long fastMillis, long lanMillis, long rsplibMillis) {
		this.rfcMillis = rfcMillis;
		this.fastMillis = fastMillis;
		this.lanMillis = lanMillis;
		this.rsplibMillis = rsplibMillis;
	}

	/**
	 * Returns the timer's value in the given profile.
	 */
	public Duration in(Profile profile) {
		return Duration.ofMillis(switch (profile) {
			case RFC -> this.rfcMillis;
			case FAST -> this.fastMillis;
			case LAN -> this.lanMillis;
			case RSPLIB -> this.rsplibMillis;
		});
	}

}
