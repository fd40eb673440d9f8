package io.rserpool.boot.http;

import java.util.Locale;
import java.util.Set;

import io.rserpool.PoolUser;
import io.rserpool.wire.PoolHandle;

import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;

/**
 * A host name that stands for a pool.
 *
 * @param host the name in URLs, in any case; kept in lower case
 * @param user chooses the elements
 * @param handle the pool
 * @param maxElements most elements that one request is sent to, 1 or more
 * @param retryMethods methods whose requests go to another element when it is not known
 * whether the one before has served them
 * @param retryStatuses statuses by which an element says that it does not serve now:
 * requests with one of these methods go to another element
 */
public record PooledHost(String host, PoolUser user, PoolHandle handle, int maxElements, Set<HttpMethod> retryMethods,
		Set<Integer> retryStatuses) {

	public PooledHost {
		Assert.isTrue(maxElements >= 1, () -> "maxElements is " + maxElements + ", and must be 1 or more");
		host = host.toLowerCase(Locale.ROOT);
		retryMethods = Set.copyOf(retryMethods);
		retryStatuses = Set.copyOf(retryStatuses);
	}

}
