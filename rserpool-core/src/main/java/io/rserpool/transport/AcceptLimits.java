package io.rserpool.transport;

/**
 * How many connections one listener holds (SR-20). A connection is pending until its
 * first message is complete.
 *
 * @param total most connections
 * @param perAddress most connections of one source address
 * @param pendingTotal most pending connections
 * @param pendingPerAddress most pending connections of one source address
 */
public record AcceptLimits(int total, int perAddress, int pendingTotal, int pendingPerAddress) {

	/** The values of the specification. */
	public static final AcceptLimits DEFAULT = new AcceptLimits(16_384, 1_024, 1_024, 32);

	/** No limits. */
	public static final AcceptLimits OFF = new AcceptLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE,
			Integer.MAX_VALUE);

	/** Other limits of connections; the pending ones stay. */
	public AcceptLimits withConnections(int total, int perAddress) {
		return new AcceptLimits(total, perAddress, this.pendingTotal, this.pendingPerAddress);
	}

}
