package io.rserpool.event;

/**
 * Why a server believes that an element is dead.
 */
public enum RemovalReason {

	/** A keep-alive was not acknowledged in time. */
	KEEP_ALIVE_TIMEOUT("keep-alive not acknowledged"),

	/** Its connection was lost and its ASAP listener refused or did not answer [T-5]. */
	UNREACHABLE("connection lost and not reachable"),

	/** Its connection was lost, it has no listener, and it did not come back [T-5]. */
	NOT_RECONNECTED("connection lost and not re-opened in time"),

	/** Too many distinct users could not reach it. */
	UNREACHABLE_REPORTS("too many unreachable reports"),

	/** An operator removed it. */
	ADMINISTRATIVE("removed by an operator");

	private final String words;

	RemovalReason(String words) {
		this.words = words;
	}

	/** For people. */
	public String words() {
		return this.words;
	}

}
