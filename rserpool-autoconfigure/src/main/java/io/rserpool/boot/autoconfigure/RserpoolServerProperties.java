package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

import io.rserpool.enrp.AddressCheck;
import io.rserpool.enrp.AddressScope;
import io.rserpool.enrp.EnrpConfig;
import io.rserpool.enrp.Limits;
import io.rserpool.enrp.PeeringConfig;
import io.rserpool.enrp.Reachability;
import io.rserpool.enrp.TakeoverArbitration;
import io.rserpool.machine.Timing;
import io.rserpool.wire.ServerId;

/**
 * Configuration of the ENRP server that runs inside the application.
 */
@ConfigurationProperties("rserpool.server")
public class RserpoolServerProperties {

	/**
	 * Whether to run an ENRP server in this application.
	 */
	private boolean enabled = false;

	/**
	 * Address that the server listens on. Without it, the loopback address.
	 */
	private @Nullable InetAddress address;

	/**
	 * Port that the server listens on for ASAP; 0 is any free one.
	 */
	private int port = 3863;

	/**
	 * Identifier of the server, as eight hexadecimal digits, for tests. Without it, a
	 * random one at each start.
	 */
	private @Nullable String id;

	/**
	 * Check of the addresses that elements register over TCP against the address they
	 * come from.
	 */
	private AddressCheck addressCheck = AddressCheck.INTERSECT;

	/**
	 * Nearest scope of addresses that elements may register. Without it, loopback on a
	 * server that listens on loopback only, else site.
	 */
	private @Nullable AddressScope minAddressScope;

	/**
	 * Most elements in an answer to a user that does not ask for all. Without it, 128,
	 * and 3 in profile rsplib.
	 */
	private @Nullable Integer maxResolutionItems;

	/**
	 * Limits of tables and rates.
	 */
	private final LimitValues limits = new LimitValues();

	/**
	 * Other ENRP servers.
	 */
	private final EnrpValues enrp = new EnrpValues();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable InetAddress getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable InetAddress address) {
		this.address = address;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public @Nullable String getId() {
		return this.id;
	}

	public void setId(@Nullable String id) {
		this.id = id;
	}

	public AddressCheck getAddressCheck() {
		return this.addressCheck;
	}

	public void setAddressCheck(AddressCheck addressCheck) {
		this.addressCheck = addressCheck;
	}

	public @Nullable AddressScope getMinAddressScope() {
		return this.minAddressScope;
	}

	public void setMinAddressScope(@Nullable AddressScope minAddressScope) {
		this.minAddressScope = minAddressScope;
	}

	public @Nullable Integer getMaxResolutionItems() {
		return this.maxResolutionItems;
	}

	public void setMaxResolutionItems(@Nullable Integer maxResolutionItems) {
		this.maxResolutionItems = maxResolutionItems;
	}

	public LimitValues getLimits() {
		return this.limits;
	}

	public EnrpValues getEnrp() {
		return this.enrp;
	}

	/**
	 * How the server lives with other ENRP servers.
	 */
	public static class EnrpValues {

		private static final String PREFIX = "rserpool.server.enrp.";

		/**
		 * Whether other ENRP servers are let in and looked for.
		 */
		private boolean enabled = true;

		/**
		 * Address that the server listens on for other ENRP servers. Without it, that of
		 * rserpool.server.address.
		 */
		private @Nullable InetAddress address;

		/**
		 * Port that the server listens on for other ENRP servers; 0 is any free one.
		 */
		private int port = 9901;

		/**
		 * Addresses of the other ENRP servers, as host, host:port or [IPv6 address]:port.
		 * A name stands for all its addresses, and is looked up again from time to time.
		 * The server's own address may be among them.
		 */
		private List<String> peers = new ArrayList<>();

		/**
		 * Multicast group and port by which ENRP servers find each other, as
		 * address:port. Without it, there is no multicast.
		 */
		private @Nullable String presenceGroup;

		/**
		 * Whether the server serves alone when none of the others can be reached at its
		 * start.
		 */
		private boolean standaloneAllowed = true;

		/**
		 * Server that goes on when two take over the same one, by identifier; the same on
		 * all servers. Without it, highest, and lowest in profile rsplib.
		 */
		private @Nullable TakeoverArbitration takeoverArbitration;

		/**
		 * Meaning of an element that only some servers can reach.
		 */
		private Reachability reachability = Reachability.LOCAL;

		/**
		 * Whether audits also compare a digest over all attributes of the elements.
		 */
		private boolean strongDigest = false;

		/**
		 * Whether a server that stops hands its elements over to the others.
		 */
		private boolean takeoverSuggestion = false;

		/**
		 * Whether a server that reaches fewer than half of the known ones takes nothing
		 * over.
		 */
		private boolean takeoverQuorum = false;

		/**
		 * Most octets in one part of a handle table, 512 to 65532.
		 */
		private int tableResponseOctets = 16384;

		/**
		 * Most elements in one part of a handle table.
		 */
		private int tableResponseElements = 128;

		/**
		 * Most handle tables that are given away at the same time, up to 1000.
		 */
		private int maxDownloads = 8;

		/**
		 * Most other ENRP servers, up to 10000.
		 */
		private int maxPeers = 256;

		/**
		 * Rounds over all peers at the start until none of them is expected to answer, up
		 * to 1000.
		 */
		private int mentorRounds = 3;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable InetAddress getAddress() {
			return this.address;
		}

		public void setAddress(@Nullable InetAddress address) {
			this.address = address;
		}

		public int getPort() {
			return this.port;
		}

		public void setPort(int port) {
			this.port = port;
		}

		public List<String> getPeers() {
			return this.peers;
		}

		public void setPeers(List<String> peers) {
			this.peers = peers;
		}

		public @Nullable String getPresenceGroup() {
			return this.presenceGroup;
		}

		public void setPresenceGroup(@Nullable String presenceGroup) {
			this.presenceGroup = presenceGroup;
		}

		public boolean isStandaloneAllowed() {
			return this.standaloneAllowed;
		}

		public void setStandaloneAllowed(boolean standaloneAllowed) {
			this.standaloneAllowed = standaloneAllowed;
		}

		public @Nullable TakeoverArbitration getTakeoverArbitration() {
			return this.takeoverArbitration;
		}

		public void setTakeoverArbitration(@Nullable TakeoverArbitration takeoverArbitration) {
			this.takeoverArbitration = takeoverArbitration;
		}

		public Reachability getReachability() {
			return this.reachability;
		}

		public void setReachability(Reachability reachability) {
			this.reachability = reachability;
		}

		public boolean isStrongDigest() {
			return this.strongDigest;
		}

		public void setStrongDigest(boolean strongDigest) {
			this.strongDigest = strongDigest;
		}

		public boolean isTakeoverSuggestion() {
			return this.takeoverSuggestion;
		}

		public void setTakeoverSuggestion(boolean takeoverSuggestion) {
			this.takeoverSuggestion = takeoverSuggestion;
		}

		public boolean isTakeoverQuorum() {
			return this.takeoverQuorum;
		}

		public void setTakeoverQuorum(boolean takeoverQuorum) {
			this.takeoverQuorum = takeoverQuorum;
		}

		public int getTableResponseOctets() {
			return this.tableResponseOctets;
		}

		public void setTableResponseOctets(int tableResponseOctets) {
			this.tableResponseOctets = tableResponseOctets;
		}

		public int getTableResponseElements() {
			return this.tableResponseElements;
		}

		public void setTableResponseElements(int tableResponseElements) {
			this.tableResponseElements = tableResponseElements;
		}

		public int getMaxDownloads() {
			return this.maxDownloads;
		}

		public void setMaxDownloads(int maxDownloads) {
			this.maxDownloads = maxDownloads;
		}

		public int getMaxPeers() {
			return this.maxPeers;
		}

		public void setMaxPeers(int maxPeers) {
			this.maxPeers = maxPeers;
		}

		public int getMentorRounds() {
			return this.mentorRounds;
		}

		public void setMentorRounds(int mentorRounds) {
			this.mentorRounds = mentorRounds;
		}

		PeeringConfig toPeering(Timing timing) {
			TakeoverArbitration arbitration = (this.takeoverArbitration != null) ? this.takeoverArbitration
					: EnrpConfig.of(new ServerId(1), timing).peering().arbitration();
			// The multicast is a matter of the group: the server's builder knows.
			return new PeeringConfig(this.standaloneAllowed, arbitration, this.reachability, this.strongDigest,
					this.takeoverSuggestion, this.takeoverQuorum, false,
					ranged("table-response-octets", this.tableResponseOctets, 512, 65_532),
					ranged("table-response-elements", this.tableResponseElements, 1, Integer.MAX_VALUE),
					ranged("max-downloads", this.maxDownloads, 1, 1000), ranged("max-peers", this.maxPeers, 1, 10_000),
					ranged("mentor-rounds", this.mentorRounds, 1, 1000));
		}

		List<InetSocketAddress> toPeers() {
			return this.peers.stream().map((peer) -> RserpoolSettings.peer(PREFIX + "peers", peer)).toList();
		}

		private static int ranged(String name, int value, int least, int most) {
			if (value < least || value > most) {
				throw new InvalidRserpoolPropertyException(PREFIX + name, String.valueOf(value), "it is out of range",
						"a number of " + least + ((most < Integer.MAX_VALUE) ? " to " + most : " or more"));
			}
			return value;
		}

	}

	/**
	 * What the server grants, in tables and rates.
	 */
	public static class LimitValues {

		/**
		 * Whether there are limits.
		 */
		private boolean enabled = true;

		/**
		 * Most ASAP connections in all.
		 */
		private int connections = 16384;

		/**
		 * Most ASAP connections of one source address.
		 */
		private int connectionsPerAddress = 1024;

		/**
		 * Most pools.
		 */
		private int pools = 10000;

		/**
		 * Most elements of one pool.
		 */
		private int elementsPerPool = 10000;

		/**
		 * Most elements in all.
		 */
		private int elements = 100000;

		/**
		 * Most elements registered from one source address.
		 */
		private int elementsPerAddress = 10000;

		/**
		 * Most pools registered from one source address.
		 */
		private int poolsPerAddress = 1000;

		/**
		 * Most pools that one connection subscribes to.
		 */
		private int subscriptionsPerConnection = 1000;

		/**
		 * Registrations and deregistrations a second of one source address.
		 */
		private int registrationsPerSecond = 1000;

		/**
		 * Registrations and deregistrations of one source address at once.
		 */
		private int registrationBurst = 10000;

		/**
		 * Handle resolutions a second of one source address.
		 */
		private int resolutionsPerSecond = 200000;

		/**
		 * Handle resolutions of one source address at once.
		 */
		private int resolutionBurst = 400000;

		/**
		 * Error replies a second to one connection.
		 */
		private int errorsPerSecond = 10;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public int getConnections() {
			return this.connections;
		}

		public void setConnections(int connections) {
			this.connections = connections;
		}

		public int getConnectionsPerAddress() {
			return this.connectionsPerAddress;
		}

		public void setConnectionsPerAddress(int connectionsPerAddress) {
			this.connectionsPerAddress = connectionsPerAddress;
		}

		public int getPools() {
			return this.pools;
		}

		public void setPools(int pools) {
			this.pools = pools;
		}

		public int getElementsPerPool() {
			return this.elementsPerPool;
		}

		public void setElementsPerPool(int elementsPerPool) {
			this.elementsPerPool = elementsPerPool;
		}

		public int getElements() {
			return this.elements;
		}

		public void setElements(int elements) {
			this.elements = elements;
		}

		public int getElementsPerAddress() {
			return this.elementsPerAddress;
		}

		public void setElementsPerAddress(int elementsPerAddress) {
			this.elementsPerAddress = elementsPerAddress;
		}

		public int getPoolsPerAddress() {
			return this.poolsPerAddress;
		}

		public void setPoolsPerAddress(int poolsPerAddress) {
			this.poolsPerAddress = poolsPerAddress;
		}

		public int getSubscriptionsPerConnection() {
			return this.subscriptionsPerConnection;
		}

		public void setSubscriptionsPerConnection(int subscriptionsPerConnection) {
			this.subscriptionsPerConnection = subscriptionsPerConnection;
		}

		public int getRegistrationsPerSecond() {
			return this.registrationsPerSecond;
		}

		public void setRegistrationsPerSecond(int registrationsPerSecond) {
			this.registrationsPerSecond = registrationsPerSecond;
		}

		public int getRegistrationBurst() {
			return this.registrationBurst;
		}

		public void setRegistrationBurst(int registrationBurst) {
			this.registrationBurst = registrationBurst;
		}

		public int getResolutionsPerSecond() {
			return this.resolutionsPerSecond;
		}

		public void setResolutionsPerSecond(int resolutionsPerSecond) {
			this.resolutionsPerSecond = resolutionsPerSecond;
		}

		public int getResolutionBurst() {
			return this.resolutionBurst;
		}

		public void setResolutionBurst(int resolutionBurst) {
			this.resolutionBurst = resolutionBurst;
		}

		public int getErrorsPerSecond() {
			return this.errorsPerSecond;
		}

		public void setErrorsPerSecond(int errorsPerSecond) {
			this.errorsPerSecond = errorsPerSecond;
		}

		Limits toLimits() {
			if (!this.enabled) {
				return Limits.OFF;
			}
			return new Limits(true, checked("connections", this.connections),
					checked("connections-per-address", this.connectionsPerAddress), checked("pools", this.pools),
					checked("elements-per-pool", this.elementsPerPool), checked("elements", this.elements),
					checked("elements-per-address", this.elementsPerAddress),
					checked("pools-per-address", this.poolsPerAddress),
					checked("subscriptions-per-connection", this.subscriptionsPerConnection),
					checked("registrations-per-second", this.registrationsPerSecond),
					checked("registration-burst", this.registrationBurst),
					checked("resolutions-per-second", this.resolutionsPerSecond),
					checked("resolution-burst", this.resolutionBurst),
					checked("errors-per-second", this.errorsPerSecond));
		}

		private static int checked(String name, int value) {
			if (value < 1) {
				throw new InvalidRserpoolPropertyException("rserpool.server.limits." + name, String.valueOf(value),
						"it is too small", "a number of 1 or more");
			}
			return value;
		}

	}

}
