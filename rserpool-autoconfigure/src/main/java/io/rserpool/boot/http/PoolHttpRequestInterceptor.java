package io.rserpool.boot.http;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.Assert;

/**
 * Sends requests to hosts that stand for pools to elements of the pool, chosen by its
 * policy: name service mode (RFC 5352 section 3.3, 6) for a {@code RestClient} or
 * {@code RestTemplate} that knows nothing of it. All other requests pass as they are.
 *
 * <p>
 * There is no failover of what an element may have begun. A request that did not reach
 * its element goes to another one; a request that failed later, or was answered with one
 * of the {@linkplain PooledHost#retryStatuses() statuses} for it, only if its method is
 * one of {@link PooledHost#retryMethods()}; else the application sees the failure. It is
 * sent to each element once at most, and to {@link PooledHost#maxElements()} in all. An
 * element that failed is reported to the ENRP server, whether or not the request goes on.
 * A response that breaks off in its body is the application's.
 *
 * <p>
 * The scheme of the URL stays, its port is replaced, and the header {@code Host} is the
 * element's address. Timeouts are those of the client's request factory. As with any
 * interceptor, the body of a request is kept in memory. Safe for use by many threads;
 * waits for an ENRP server only if the pool is not in the cache.
 */
public final class PoolHttpRequestInterceptor implements ClientHttpRequestInterceptor {

	private final Map<String, PooledHost> pools = new HashMap<>();

	/**
	 * Makes an interceptor.
	 * @param pools the hosts that stand for pools, each once
	 */
	public PoolHttpRequestInterceptor(Collection<PooledHost> pools) {
		for (PooledHost pool : pools) {
			Assert.isTrue(this.pools.put(pool.host(), pool) == null, () -> "Host '" + pool.host() + "' is given twice");
		}
	}

	/** The host names that stand for pools, in lower case. */
	public Set<String> hosts() {
		return Set.copyOf(this.pools.keySet());
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		PooledHost pool = find(request.getURI().getHost());
		return (pool != null) ? new PooledRequest(pool, request, body, execution).send()
				: execution.execute(request, body);
	}

	private @Nullable PooledHost find(@Nullable String host) {
		return (host != null) ? this.pools.get(host.toLowerCase(Locale.ROOT)) : null;
	}

}
