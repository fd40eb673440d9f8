package io.rserpool.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.rserpool.enrp.ServerProbe;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * No two servers believe for long that they own the same element, as long as they can
 * talk to each other.
 */
final class DoubleOwners implements Check {

	private final World world;

	private final Cast cast;

	private final Bounds bounds;

	private Map<Double, Long> since = new HashMap<>();

	DoubleOwners(World world, Cast cast, Bounds bounds) {
		this.world = world;
		this.cast = cast;
		this.bounds = bounds;
	}

	@Override
	public void inspect() {
		List<Server> serving = this.cast.serving();
		Map<Double, Long> found = new HashMap<>();
		for (int i = 0; i < serving.size(); i++) {
			Server first = serving.get(i);
			for (Server second : serving.subList(i + 1, serving.size())) {
				if (canTalk(first, second)) {
					find(first, second, found);
				}
			}
		}
		this.since = found;
	}

	private void find(Server first, Server second, Map<Double, Long> found) {
		ServerProbe.handlespace(first.machine()).forEachOf(first.id(), (entry) -> {
			PoolElementEntry other = ServerProbe.handlespace(second.machine()).find(entry.pool().handle(), entry.id());
			if (other != null && other.home().equals(second.id())) {
				Double both = new Double(entry.pool().handle(), entry.id(), first.name, second.name);
				long begun = this.since.getOrDefault(both, this.world.now());
				found.put(both, begun);
				if (this.world.now() - begun > this.bounds.doubleOwnerMillis()) {
					throw new AssertionError("Servers " + first + " and " + second + " both own " + entry + " for "
							+ (this.world.now() - begun) + " ms");
				}
			}
		});
	}

	private boolean canTalk(Server a, Server b) {
		return a.process().isRunning() && b.process().isRunning()
				&& this.world.network().links().carriesBothWays(a.host, b.host)
				&& a.ageMillis() > this.bounds.redialMillis() && b.ageMillis() > this.bounds.redialMillis();
	}

	private record Double(PoolHandle handle, PoolElementId id, String first, String second) {
	}

}
