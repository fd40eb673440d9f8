package io.rserpool.boot.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.http.HttpMethod;

import io.rserpool.PoolUser;
import io.rserpool.boot.http.PooledHost;
import io.rserpool.wire.PoolHandle;

/**
 * Makes the host names of the configuration that stand for pools.
 */
final class PooledHostFactory {

	private final ListableBeanFactory beans;

	PooledHostFactory(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/** Makes all of them; all values are checked at once. */
	List<PooledHost> create(Map<String, RserpoolHttpProperties.Pool> pools) {
		List<PooledHost> hosts = new ArrayList<>();
		Set<String> names = new LinkedHashSet<>();
		pools.forEach((host, pool) -> {
			String prefix = "rserpool.http.pools" + (isPlain(host) ? "." + host : "[" + host + "]");
			if (!names.add(host.toLowerCase(Locale.ROOT))) {
				throw badHost(prefix, host, "it is there twice, as case does not matter");
			}
			hosts.add(create(prefix, host, pool));
		});
		return hosts;
	}

	/** Whether the configuration takes the name without brackets. */
	private static boolean isPlain(String host) {
		return host.matches("[a-z0-9-]+");
	}

	private PooledHost create(String prefix, String host, RserpoolHttpProperties.Pool pool) {
		checkHost(prefix, host);
		PoolHandle handle = RserpoolSettings.handle(prefix + ".pool", (pool.getPool() != null) ? pool.getPool() : host);
		if (pool.getMaxElements() < 1) {
			throw new InvalidRserpoolPropertyException(prefix + ".max-elements", String.valueOf(pool.getMaxElements()),
					"it is too small", "a number of 1 or more");
		}
		Set<HttpMethod> methods = methods(prefix + ".retry-methods", pool.getRetryMethods());
		Set<Integer> statuses = statuses(prefix + ".retry-statuses", pool.getRetryStatuses());
		return new PooledHost(host, user(prefix, pool), handle, pool.getMaxElements(), methods, statuses);
	}

	/** What URI does not take for a host would never be met in a URL. */
	private static void checkHost(String prefix, String host) {
		boolean valid;
		try {
			valid = host.equals(URI.create("http://" + host + "/").getHost());
		}
		catch (IllegalArgumentException ex) {
			valid = false;
		}
		if (!valid) {
			throw badHost(prefix, host, "it is no host name");
		}
	}

	private static InvalidRserpoolPropertyException badHost(String prefix, String host, String reason) {
		return new InvalidRserpoolPropertyException(prefix, host, reason,
				"settings of a name of letters, digits, hyphens and dots; its property 'pool' has the handle");
	}

	private static Set<HttpMethod> methods(String property, List<String> names) {
		Set<HttpMethod> known = Set.of(HttpMethod.values());
		Set<HttpMethod> methods = new LinkedHashSet<>();
		for (String name : names) {
			HttpMethod method = HttpMethod.valueOf(name.trim().toUpperCase(Locale.ROOT));
			if (!known.contains(method)) {
				throw new InvalidRserpoolPropertyException(property, name, "it is no method of HTTP",
						"a list of GET, HEAD, OPTIONS, TRACE, PUT, DELETE, POST and PATCH, or to nothing");
			}
			methods.add(method);
		}
		return methods;
	}

	private static Set<Integer> statuses(String property, List<Integer> values) {
		for (int status : values) {
			if (status < 400 || status > 599) {
				throw new InvalidRserpoolPropertyException(property, String.valueOf(status), "it is no error",
						"a list of numbers of 400 to 599, or to nothing");
			}
		}
		return new LinkedHashSet<>(values);
	}

	private PoolUser user(String prefix, RserpoolHttpProperties.Pool pool) {
		List<String> names = List.of(this.beans.getBeanNamesForType(PoolUser.class));
		if (names.isEmpty()) {
			throw new NoEnrpServerConfiguredException(prefix);
		}
		String allowed = "the name of a PoolUser bean (there are: " + String.join(", ", names) + ")";
		if (pool.getUser() == null) {
			PoolUser only = this.beans.getBeanProvider(PoolUser.class).getIfUnique();
			if (only == null) {
				throw new InvalidRserpoolPropertyException(prefix + ".user", "",
						"there is not exactly one PoolUser bean", allowed);
			}
			return only;
		}
		if (!names.contains(pool.getUser())) {
			throw new InvalidRserpoolPropertyException(prefix + ".user", pool.getUser(),
					"there is no PoolUser bean of this name", allowed);
		}
		return this.beans.getBean(pool.getUser(), PoolUser.class);
	}

}
