package io.rserpool.enrp;

/**
 * How one ENRP server behaves towards the others.
 *
 * @param standaloneAllowed whether the server serves alone when no mentor can be reached
 * @param arbitration who wins when two servers take over the same one (N-19)
 * @param reachability what it means that only some servers reach an element (W3)
 * @param strongDigest whether presences carry and check a digest over all attributes
 * @param takeoverSuggestion whether updates with flag T are sent at a planned stop and
 * heeded (N-5)
 * @param takeoverQuorum whether a server that reaches fewer than half of the known ones
 * takes over nothing (W5)
 * @param multicastPresence whether presences are sent and heard by multicast
 * @param tableResponseOctets most octets of a part of a handle table, 512 to 65532
 * @param tableResponseElements most elements of a part, 1 or more
 * @param maxDownloads most handle tables that are given away at the same time
 * @param maxPeers most peers
 * @param mentorRounds rounds over all mentors until nobody is expected to answer
 */
public record PeeringConfig(boolean standaloneAllowed, TakeoverArbitration arbitration, Reachability reachability,
		boolean strongDigest, boolean takeoverSuggestion, boolean takeoverQuorum, boolean multicastPresence,
		int tableResponseOctets, int tableResponseElements, int maxDownloads, int maxPeers, int mentorRounds) {

	public static final PeeringConfig DEFAULT = new PeeringConfig(true, TakeoverArbitration.HIGHEST, Reachability.LOCAL,
			false, false, false, false, 16_384, 128, 8, 256, 3);

	public PeeringConfig {
		require("table-response-octets", tableResponseOctets, 512, 65_532);
		require("table-response-elements", tableResponseElements, 1, Integer.MAX_VALUE);
		require("max-downloads", maxDownloads, 1, 1000);
		require("max-peers", maxPeers, 1, 10_000);
		require("mentor-rounds", mentorRounds, 1, 1000);
	}

	private static void require(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw new IllegalArgumentException(
					name + " " + value + " is out of range, allowed is " + least + " to " + most);
		}
	}

	public PeeringConfig withStandaloneAllowed(boolean standaloneAllowed) {
		return new PeeringConfig(standaloneAllowed, this.arbitration, this.reachability, this.strongDigest,
				this.takeoverSuggestion, this.takeoverQuorum, this.multicastPresence, this.tableResponseOctets,
				this.tableResponseElements, this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

	public PeeringConfig withArbitration(TakeoverArbitration arbitration) {
		return new PeeringConfig(this.standaloneAllowed, arbitration, this.reachability, this.strongDigest,
				this.takeoverSuggestion, this.takeoverQuorum, this.multicastPresence, this.tableResponseOctets,
				this.tableResponseElements, this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

	public PeeringConfig withReachability(Reachability reachability) {
		return new PeeringConfig(this.standaloneAllowed, this.arbitration, reachability, this.strongDigest,
				this.takeoverSuggestion, this.takeoverQuorum, this.multicastPresence, this.tableResponseOctets,
				this.tableResponseElements, this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

	public PeeringConfig withStrongDigest(boolean strongDigest) {
		return new PeeringConfig(this.standaloneAllowed, this.arbitration, this.reachability, strongDigest,
				this.takeoverSuggestion, this.takeoverQuorum, this.multicastPresence, this.tableResponseOctets,
				this.tableResponseElements, this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

	public PeeringConfig withTakeoverSuggestion(boolean takeoverSuggestion) {
		return new PeeringConfig(this.standaloneAllowed, this.arbitration, this.reachability, this.strongDigest,
				takeoverSuggestion, this.takeoverQuorum, this.multicastPresence, this.tableResponseOctets,
				this.tableResponseElements, this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

	public PeeringConfig withTakeoverQuorum(boolean takeoverQuorum) {
		return new PeeringConfig(this.standaloneAllowed, this.arbitration, this.reachability, this.strongDigest,
				this.takeoverSuggestion, takeoverQuorum, this.multicastPresence, this.tableResponseOctets,
				this.tableResponseElements, this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

	public PeeringConfig withMulticastPresence(boolean multicastPresence) {
		return new PeeringConfig(this.standaloneAllowed, this.arbitration, this.reachability, this.strongDigest,
				this.takeoverSuggestion, this.takeoverQuorum, multicastPresence, this.tableResponseOctets,
				this.tableResponseElements, this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

	/**
	 * Returns a copy with other sizes of the parts of a handle table.
	 * @param octets most octets, 512 to 65532
	 * @param elements most elements, 1 or more
	 */
	public PeeringConfig withTableResponse(int octets, int elements) {
		return new PeeringConfig(this.standaloneAllowed, this.arbitration, this.reachability, this.strongDigest,
				this.takeoverSuggestion, this.takeoverQuorum, this.multicastPresence, octets, elements,
				this.maxDownloads, this.maxPeers, this.mentorRounds);
	}

}
