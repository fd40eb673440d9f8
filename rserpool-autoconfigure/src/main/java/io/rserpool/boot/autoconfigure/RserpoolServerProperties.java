package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

import io.rserpool.enrp.AddressCheck;
import io.rserpool.enrp.AddressScope;
import io.rserpool.enrp.Limits;

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
