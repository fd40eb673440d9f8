package io.rserpool.asap;

import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * An ASAP endpoint at a moment. Immutable.
 *
 * @param home the home server's id, {@link ServerId#NONE} while there is none or it has
 * not told its id
 * @param homeAddress the home server's address, or null while there is none
 * @param hunting whether a server is looked for
 * @param candidates configured and announced servers in the order of the hunt
 * @param huntMillis how long the hunt has lasted, 0 when there is none
 * @param elements in the order of their registration
 * @param pools cached pools, longest cached first
 * @param outstanding resolutions under way
 * @param discarded messages that this role has no business with
 */
public record AsapSnapshot(ServerId home, @Nullable Endpoint homeAddress, boolean hunting, List<Endpoint> candidates,
		long huntMillis, List<ElementStatus> elements, List<CachedPoolStatus> pools, int outstanding, long discarded) {

	public AsapSnapshot {
		candidates = List.copyOf(candidates);
		elements = List.copyOf(elements);
		pools = List.copyOf(pools);
	}

}
