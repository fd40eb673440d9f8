package io.rserpool.boot.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration of host names that stand for pools in the URLs of HTTP clients.
 */
@ConfigurationProperties("rserpool.http")
public class RserpoolHttpProperties {

	/**
	 * Whether HTTP clients know the host names that stand for pools.
	 */
	private boolean enabled = true;

	/**
	 * Host names that stand for pools in the URLs of RestClient, RestTemplate and HTTP
	 * service clients. Requests to other hosts are not touched.
	 */
	private final Map<String, Pool> pools = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Map<String, Pool> getPools() {
		return this.pools;
	}

	/**
	 * A host name that stands for a pool.
	 */
	public static class Pool {

		/**
		 * Handle of the pool, as text or as hex: and hexadecimal digits. Without it, the
		 * host name.
		 */
		private @Nullable String pool;

		/**
		 * Name of the PoolUser bean that chooses the elements. Without it, the only such
		 * bean.
		 */
		private @Nullable String user;

		/**
		 * Number of elements that one request is sent to, at most.
		 */
		private int maxElements = 3;

		/**
		 * Methods whose requests go to another element even if the one before may have
		 * served them. Requests that did not reach an element go to another one whatever
		 * the method.
		 */
		private List<String> retryMethods = new ArrayList<>(List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE"));

		/**
		 * Statuses by which an element says that it does not serve now. A request with
		 * one of these methods goes to another element, and the element is not reported.
		 */
		private List<Integer> retryStatuses = new ArrayList<>(List.of(503));

		public @Nullable String getPool() {
			return this.pool;
		}

		public void setPool(@Nullable String pool) {
			this.pool = pool;
		}

		public @Nullable String getUser() {
			return this.user;
		}

		public void setUser(@Nullable String user) {
			this.user = user;
		}

		public int getMaxElements() {
			return this.maxElements;
		}

		public void setMaxElements(int maxElements) {
			this.maxElements = maxElements;
		}

		public List<String> getRetryMethods() {
			return this.retryMethods;
		}

		public void setRetryMethods(List<String> retryMethods) {
			this.retryMethods = retryMethods;
		}

		public List<Integer> getRetryStatuses() {
			return this.retryStatuses;
		}

		public void setRetryStatuses(List<Integer> retryStatuses) {
			this.retryStatuses = retryStatuses;
		}

	}

}
