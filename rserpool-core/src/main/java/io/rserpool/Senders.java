package io.rserpool;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.CachedElement;
import io.rserpool.asap.CachedPool;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Knows as which pool element a user sends: the reverse look-up of RFC 5352 6.6. Safe for
 * use by many threads.
 */
final class Senders {

	private final Supplier<DefaultAsapEndpoint.@Nullable Running> endpoint;

	Senders(Supplier<DefaultAsapEndpoint.@Nullable Running> endpoint) {
		this.endpoint = endpoint;
	}

	/** A card names this pool: the cache is to hold it (BC1). */
	void want(PoolHandle pool) {
		DefaultAsapEndpoint.Running running = this.endpoint.get();
		if (running != null && running.machine().cache().lookup(pool) == null) {
			running.driver().execute((now) -> running.machine().renew(pool, now), (failure) -> {
				// Closed meanwhile: nobody asks any more
			});
		}
	}

	/**
	 * The element of a pool at an address. The user's port says nothing, so an address
	 * with several elements tells none of them.
	 */
	Optional<PoolElementId> at(PoolHandle pool, InetAddress address) {
		DefaultAsapEndpoint.Running running = this.endpoint.get();
		CachedPool known = (running != null) ? running.machine().cache().lookup(pool) : null;
		if (known == null) {
			return Optional.empty();
		}
		List<CachedElement> there = known.elements()
			.stream()
			.filter((element) -> element.addresses().stream().anyMatch((at) -> at.getAddress().equals(address)))
			.toList();
		return (there.size() == 1) ? Optional.of(there.get(0).id()) : Optional.empty();
	}

}
