package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.LegFilter;

/**
 * Makes a {@link PoolUser}. Not thread-safe.
 */
public final class PoolUserBuilder {

	@Nullable AsapEndpoint endpoint;

	List<InetSocketAddress> enrpServers = List.of();

	@Nullable Duration staleCacheValue;

	@Nullable Boolean serveStale;

	@Nullable Boolean subscribe;

	LegFilter transports = LegFilter.LOCAL;

	PoolUserBuilder() {
	}

	/**
	 * The endpoint to share. Default: an own one, closed with the user; also if the
	 * settings below differ from those of the users that share the endpoint already.
	 */
	public PoolUserBuilder endpoint(AsapEndpoint endpoint) {
		this.endpoint = Objects.requireNonNull(endpoint);
		return this;
	}

	/** ASAP addresses of ENRP servers, for an own endpoint. */
	public PoolUserBuilder enrpServers(InetSocketAddress... enrpServers) {
		this.enrpServers = List.of(enrpServers);
		return this;
	}

	/**
	 * Age at which a cached pool is stale; zero = no cache. Default: that of the profile.
	 */
	public PoolUserBuilder staleCacheValue(Duration staleCacheValue) {
		this.staleCacheValue = Objects.requireNonNull(staleCacheValue);
		return this;
	}

	/**
	 * Whether a stale entry answers while it is renewed, and when no server can be
	 * reached. Default: true.
	 */
	public PoolUserBuilder serveStale(boolean serveStale) {
		this.serveStale = serveStale;
		return this;
	}

	/**
	 * Whether the server is asked for changes of the pools in use (S bit). Default: true.
	 */
	public PoolUserBuilder subscribe(boolean subscribe) {
		this.subscribe = subscribe;
		return this;
	}

	/**
	 * Which transports of elements this user can use; others are not chosen, and elements
	 * without such a transport neither. Default: {@link LegFilter#LOCAL}, which is TCP,
	 * UDP and opaque ones.
	 */
	public PoolUserBuilder transports(LegFilter transports) {
		this.transports = Objects.requireNonNull(transports);
		return this;
	}

	/**
	 * Makes the user; it does not start.
	 */
	public PoolUser build() {
		return new DefaultPoolUser(this);
	}

}
