package io.rserpool.transport;

/**
 * How many connections one listener holds and how fast it takes them (SR-20). A
 * connection is pending until its first message is complete.
 *
 * @param total most connections
 * @param perAddress most connections of one source address
 * @param pendingTotal most pending connections
 * @param pendingPerAddress most pending connections of one source address
 * @param perSecond connections accepted in a second, and at once
 * @param perSecondOfAddress connections of one source address accepted in a second
 * @param burstOfAddress how many of those at once
 */
public record AcceptLimits(int total, int perAddress, int pendingTotal, int pendingPerAddress, int perSecond,
		int perSecondOfAddress, int burstOfAddress) {

	/** The values of the specification. */
	public static final AcceptLimits DEFAULT = new AcceptLimits(16_384, 1_024, 1_024, 32, 2_000, 100, 1_000);

	/** No limits. */
	public static final AcceptLimits OFF = new AcceptLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE,
			Integer.MAX_VALUE);

	/**
	 * For sessions: many users may be behind one address.
	 * @param most connections in all
	 */
	public static AcceptLimits ofSessions(int most) {
		return new AcceptLimits(most, most, most, most);
	}

	/** Limits of numbers without those of rates. */
	public AcceptLimits(int total, int perAddress, int pendingTotal, int pendingPerAddress) {
		this(total, perAddress, pendingTotal, pendingPerAddress, Integer.MAX_VALUE, Integer.MAX_VALUE,
				Integer.MAX_VALUE);
	}

	/** Other limits of connections; the others stay. */
	public AcceptLimits withConnections(int total, int perAddress) {
		return new AcceptLimits(total, perAddress, this.pendingTotal, this.pendingPerAddress, this.perSecond,
				this.perSecondOfAddress, this.burstOfAddress);
	}

}
