package io.rserpool.enrp;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.Pool;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * The server at one moment, page by page.
 */
final class Snapshots {

	private final EnrpContext context;

	Snapshots(EnrpContext context) {
		this.context = context;
	}

	EnrpSnapshot server(ServerPhase phase, long uptimeMillis, int connections, int subscriptions,
			List<PeerSnapshot> peers) {
		Handlespace handlespace = this.context.handlespace();
		ServerId id = this.context.id();
		return new EnrpSnapshot(id, phase, uptimeMillis, handlespace.poolCount(), handlespace.elementCount(),
				handlespace.elementCount(id), handlespace.checksum(id), connections, subscriptions, peers,
				this.context.counters().asMap());
	}

	List<PoolSnapshot> pools(@Nullable PoolHandle after, int limit, int elementsPerPool, long now) {
		return this.context.handlespace()
			.poolsAfter(after, limit)
			.stream()
			.map((pool) -> pool(pool, null, elementsPerPool, now))
			.toList();
	}

	Optional<PoolSnapshot> pool(PoolHandle handle, @Nullable PoolElementId after, int limit, long now) {
		return Optional.ofNullable(this.context.handlespace().pool(handle))
			.map((pool) -> pool(pool, after, limit, now));
	}

	private PoolSnapshot pool(Pool pool, @Nullable PoolElementId after, int limit, long now) {
		List<ElementSnapshot> elements = (limit > 0)
				? pool.elementsAfter(after, limit).stream().map((entry) -> element(entry, now)).toList() : List.of();
		return new PoolSnapshot(pool.handle(), pool.policy(), pool.size(), pool.usableCount(), pool.selections(),
				elements);
	}

	private static ElementSnapshot element(PoolElementEntry entry, long now) {
		PoolElementParameter element = entry.parameter();
		ElementWatch watch = (entry.attachment() instanceof ElementWatch known) ? known : null;
		long expires = entry.lifeDeadlineMillis();
		return new ElementSnapshot(entry.id(), entry.home(), state(entry), element.userTransport(),
				element.additionalLegs(), element.asapTransport(), element.policy(), element.lifeSeconds(),
				(expires != PoolElementEntry.NEVER) ? Math.max(0, expires - now) : -1, now - entry.registeredAtMillis(),
				entry.selections(), (watch != null) ? watch.roundTripMillis : -1,
				(watch != null) ? watch.reporters(now) : 0);
	}

	private static ElementState state(PoolElementEntry entry) {
		if (entry.has(ElementFlag.INCONSISTENT)) {
			return ElementState.INCONSISTENT;
		}
		if (entry.has(ElementFlag.SUSPENDED) || entry.has(ElementFlag.UNREACHABLE)) {
			return ElementState.SUSPENDED;
		}
		return entry.has(ElementFlag.UNVERIFIED) ? ElementState.UNVERIFIED : ElementState.UP;
	}

}
