package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.PolicyType;

/**
 * Configuration of pool elements, pool users and their way to the ENRP servers.
 */
@ConfigurationProperties("rserpool")
public class RserpoolProperties {

	/**
	 * Set of values for all timers.
	 */
	private Profile profile = Profile.FAST;

	/**
	 * Addresses of the ENRP servers, as host, host:port or [IPv6 address]:port. Without
	 * them, an embedded server of the same application is used.
	 */
	private List<String> enrpServers = new ArrayList<>();

	/**
	 * Whether to follow the RFCs to the letter where this implementation deviates for
	 * robustness.
	 */
	private boolean strictRfc = false;

	/**
	 * Timers that replace those of the profile, by name.
	 */
	private final Map<TimerName, Duration> timers = new EnumMap<>(TimerName.class);

	/**
	 * Multicast group and port by which ENRP servers are announced and found, as
	 * address:port. Without it, there are no announcements.
	 */
	private @Nullable String announceGroup;

	/**
	 * Number of recent events that are kept in memory.
	 */
	private int eventHistorySize = 500;

	/**
	 * Pool elements of this application, by name.
	 */
	private final Map<String, Element> elements = new LinkedHashMap<>();

	/**
	 * Pool users of this application, by name. Each is a bean of that name.
	 */
	private final Map<String, User> users = new LinkedHashMap<>();

	public Profile getProfile() {
		return this.profile;
	}

	public void setProfile(Profile profile) {
		this.profile = profile;
	}

	public List<String> getEnrpServers() {
		return this.enrpServers;
	}

	public void setEnrpServers(List<String> enrpServers) {
		this.enrpServers = enrpServers;
	}

	public boolean isStrictRfc() {
		return this.strictRfc;
	}

	public void setStrictRfc(boolean strictRfc) {
		this.strictRfc = strictRfc;
	}

	public Map<TimerName, Duration> getTimers() {
		return this.timers;
	}

	public @Nullable String getAnnounceGroup() {
		return this.announceGroup;
	}

	public void setAnnounceGroup(@Nullable String announceGroup) {
		this.announceGroup = announceGroup;
	}

	public int getEventHistorySize() {
		return this.eventHistorySize;
	}

	public void setEventHistorySize(int eventHistorySize) {
		this.eventHistorySize = eventHistorySize;
	}

	public Map<String, Element> getElements() {
		return this.elements;
	}

	public Map<String, User> getUsers() {
		return this.users;
	}

	/**
	 * One pool element of this application.
	 */
	public static class Element {

		/**
		 * Whether the element is registered.
		 */
		private boolean enabled = true;

		/**
		 * Handle of the pool, as text or as hex: and hexadecimal digits. Without it, the
		 * element's name.
		 */
		private @Nullable String pool;

		/**
		 * Identifier of the element, as eight hexadecimal digits. Without it, a random
		 * one.
		 */
		private @Nullable String id;

		/**
		 * Registration life that is asked for. Without it, that of the profile.
		 */
		private @Nullable Duration life;

		/**
		 * Kind of port that is registered.
		 */
		private ElementTransport transport = ElementTransport.HTTP;

		/**
		 * Protocol of the port of an external element. The others are tcp.
		 */
		private LegProtocol protocol = LegProtocol.TCP;

		/**
		 * Addresses that are registered. Without them, the one by which the ENRP server
		 * is reached.
		 */
		private List<InetAddress> address = new ArrayList<>();

		/**
		 * Port that is registered. Without it: for http, the web server's own; for tcp
		 * and session, any free one.
		 */
		private int port = 0;

		/**
		 * Address that a tcp or session element listens on. Without it, the registered
		 * one if it is local, else all.
		 */
		private @Nullable InetAddress bindAddress;

		/**
		 * Name of the bean that serves the element: a PoolElementHandler for tcp, a
		 * SessionHandler for session. Without it, the only such bean.
		 */
		private @Nullable String handler;

		/**
		 * Number of connections or sessions that a tcp or session element serves at a
		 * time. More are closed at once, so that the user fails over.
		 */
		private int maxConnections = 1024;

		/**
		 * Longest wait for open connections of a tcp or session element at shutdown.
		 */
		private Duration drainTimeout = Duration.ofSeconds(2);

		/**
		 * Further transports of the same element, which other parts of the application
		 * serve.
		 */
		private List<Leg> additionalLegs = new ArrayList<>();

		/**
		 * Policy of the pool, with the values of this element.
		 */
		private final Policy policy = new Policy();

		/**
		 * Sessions of a session element.
		 */
		@NestedConfigurationProperty
		private final ElementSessionProperties session = new ElementSessionProperties();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable String getPool() {
			return this.pool;
		}

		public void setPool(@Nullable String pool) {
			this.pool = pool;
		}

		public @Nullable String getId() {
			return this.id;
		}

		public void setId(@Nullable String id) {
			this.id = id;
		}

		public @Nullable Duration getLife() {
			return this.life;
		}

		public void setLife(@Nullable Duration life) {
			this.life = life;
		}

		public ElementTransport getTransport() {
			return this.transport;
		}

		public void setTransport(ElementTransport transport) {
			this.transport = transport;
		}

		public LegProtocol getProtocol() {
			return this.protocol;
		}

		public void setProtocol(LegProtocol protocol) {
			this.protocol = protocol;
		}

		public List<InetAddress> getAddress() {
			return this.address;
		}

		public void setAddress(List<InetAddress> address) {
			this.address = address;
		}

		public int getPort() {
			return this.port;
		}

		public void setPort(int port) {
			this.port = port;
		}

		public @Nullable InetAddress getBindAddress() {
			return this.bindAddress;
		}

		public void setBindAddress(@Nullable InetAddress bindAddress) {
			this.bindAddress = bindAddress;
		}

		public @Nullable String getHandler() {
			return this.handler;
		}

		public void setHandler(@Nullable String handler) {
			this.handler = handler;
		}

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
		}

		public Duration getDrainTimeout() {
			return this.drainTimeout;
		}

		public void setDrainTimeout(Duration drainTimeout) {
			this.drainTimeout = drainTimeout;
		}

		public List<Leg> getAdditionalLegs() {
			return this.additionalLegs;
		}

		public void setAdditionalLegs(List<Leg> additionalLegs) {
			this.additionalLegs = additionalLegs;
		}

		public Policy getPolicy() {
			return this.policy;
		}

		public ElementSessionProperties getSession() {
			return this.session;
		}

	}

	/**
	 * A further transport of a pool element.
	 */
	public static class Leg {

		/**
		 * Protocol of the leg.
		 */
		private LegProtocol transport = LegProtocol.TCP;

		/**
		 * Address of the leg. Without it, the first one of the element.
		 */
		private @Nullable InetAddress address;

		/**
		 * Port of the leg.
		 */
		private int port = 0;

		public LegProtocol getTransport() {
			return this.transport;
		}

		public void setTransport(LegProtocol transport) {
			this.transport = transport;
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

	}

	/**
	 * A member selection policy with the values of one element.
	 */
	public static class Policy {

		/**
		 * Type of the policy, the same for all elements of a pool.
		 */
		private PolicyType type = PolicyType.ROUND_ROBIN;

		/**
		 * Capacity of the element relative to the others, for the weighted policies.
		 */
		private @Nullable Long weight;

		/**
		 * Priority of the element, for the policy priority. The highest serves.
		 */
		private @Nullable Long priority;

		/**
		 * Load of the element, for the least-used policies, such as 25%.
		 */
		private @Nullable LoadShare load;

		/**
		 * Load that one more request adds, for the policies with degradation, such as 5%.
		 */
		private @Nullable LoadShare degradation;

		/**
		 * Distance penalty factor of the weight, a share for each millisecond of
		 * distance.
		 */
		private @Nullable LoadShare weightDpf;

		/**
		 * Distance penalty factor of the load, a share for each millisecond of distance.
		 */
		private @Nullable LoadShare loadDpf;

		/**
		 * Distance of the element in milliseconds, for the policies with distance
		 * penalty.
		 */
		private @Nullable Long distance;

		public PolicyType getType() {
			return this.type;
		}

		public void setType(PolicyType type) {
			this.type = type;
		}

		public @Nullable Long getWeight() {
			return this.weight;
		}

		public void setWeight(@Nullable Long weight) {
			this.weight = weight;
		}

		public @Nullable Long getPriority() {
			return this.priority;
		}

		public void setPriority(@Nullable Long priority) {
			this.priority = priority;
		}

		public @Nullable LoadShare getLoad() {
			return this.load;
		}

		public void setLoad(@Nullable LoadShare load) {
			this.load = load;
		}

		public @Nullable LoadShare getDegradation() {
			return this.degradation;
		}

		public void setDegradation(@Nullable LoadShare degradation) {
			this.degradation = degradation;
		}

		public @Nullable LoadShare getWeightDpf() {
			return this.weightDpf;
		}

		public void setWeightDpf(@Nullable LoadShare weightDpf) {
			this.weightDpf = weightDpf;
		}

		public @Nullable LoadShare getLoadDpf() {
			return this.loadDpf;
		}

		public void setLoadDpf(@Nullable LoadShare loadDpf) {
			this.loadDpf = loadDpf;
		}

		public @Nullable Long getDistance() {
			return this.distance;
		}

		public void setDistance(@Nullable Long distance) {
			this.distance = distance;
		}

	}

	/**
	 * One pool user of this application.
	 */
	public static class User {

		/**
		 * Age at which a cached pool is stale; 0 switches the cache off. Without it, that
		 * of the profile.
		 */
		private @Nullable Duration staleCacheValue;

		/**
		 * Whether a stale entry answers while it is renewed, and when no server can be
		 * reached.
		 */
		private boolean serveStale = true;

		/**
		 * Whether the server is asked to tell changes of the pools in use.
		 */
		private boolean subscribe = true;

		/**
		 * Protocols of elements that this user can use. Others are not chosen, and an
		 * element without such a transport neither.
		 */
		private Set<LegProtocol> transports = EnumSet.of(LegProtocol.TCP, LegProtocol.UDP);

		/**
		 * Sessions of the user with all pools.
		 */
		@NestedConfigurationProperty
		private final UserSessionProperties session = new UserSessionProperties();

		/**
		 * What is different for one pool, by its handle.
		 */
		private final Map<String, UserPool> pools = new LinkedHashMap<>();

		public @Nullable Duration getStaleCacheValue() {
			return this.staleCacheValue;
		}

		public void setStaleCacheValue(@Nullable Duration staleCacheValue) {
			this.staleCacheValue = staleCacheValue;
		}

		public boolean isServeStale() {
			return this.serveStale;
		}

		public void setServeStale(boolean serveStale) {
			this.serveStale = serveStale;
		}

		public boolean isSubscribe() {
			return this.subscribe;
		}

		public void setSubscribe(boolean subscribe) {
			this.subscribe = subscribe;
		}

		public Set<LegProtocol> getTransports() {
			return this.transports;
		}

		public void setTransports(Set<LegProtocol> transports) {
			this.transports = transports;
		}

		public UserSessionProperties getSession() {
			return this.session;
		}

		public Map<String, UserPool> getPools() {
			return this.pools;
		}

	}

	/**
	 * One pool of a pool user.
	 */
	public static class UserPool {

		/**
		 * Sessions of the user with this pool.
		 */
		@NestedConfigurationProperty
		private final UserSessionProperties session = new UserSessionProperties();

		public UserSessionProperties getSession() {
			return this.session;
		}

	}

}
