package io.rserpool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.CachedElement;
import io.rserpool.asap.CachedPool;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;

/**
 * The other elements of an element's own pool, each time in the order in which the policy
 * would choose them now: business cards are made of it. Safe for use by many threads.
 */
final class OtherElements implements Supplier<List<PoolElementParameter>> {

	/** Elements on a card: more are not tried in any failover that is worth the name. */
	private static final int MOST = 8;

	private final PoolHandle handle;

	private final Supplier<PoolElementId> self;

	private final Supplier<DefaultAsapEndpoint.@Nullable Running> endpoint;

	private @Nullable CachedPool seen;

	private @Nullable PoolElementId seenSelf;

	/** Without the element itself; keeps the policy's place between two cards. */
	private @Nullable CachedPool others;

	OtherElements(PoolHandle handle, Supplier<PoolElementId> self,
			Supplier<DefaultAsapEndpoint.@Nullable Running> endpoint) {
		this.handle = handle;
		this.self = self;
		this.endpoint = endpoint;
	}

	@Override
	public synchronized List<PoolElementParameter> get() {
		CachedPool rest = others();
		List<PoolElementParameter> order = new ArrayList<>();
		CachedElement next = (rest != null) ? rest.select() : null;
		while (next != null && rest != null && order.size() < MOST) {
			order.add(next.parameter());
			rest = rest.othersThan(next.id());
			next = rest.select();
		}
		return List.copyOf(order);
	}

	private @Nullable CachedPool others() {
		DefaultAsapEndpoint.Running running = this.endpoint.get();
		CachedPool pool = (running != null) ? running.machine().cache().lookup(this.handle) : null;
		PoolElementId id = this.self.get();
		if (pool != this.seen || !id.equals(this.seenSelf)) {
			this.seen = pool;
			this.seenSelf = id;
			this.others = (pool != null) ? pool.othersThan(id) : null;
		}
		return this.others;
	}

}
