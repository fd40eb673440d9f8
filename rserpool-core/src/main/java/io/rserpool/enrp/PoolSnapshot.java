package io.rserpool.enrp;

import java.util.List;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolHandle;

/**
 * One pool as a server sees it at one moment.
 *
 * @param handle the pool
 * @param policy its overall policy
 * @param elementCount all its elements
 * @param upCount those that are offered
 * @param selections positive answers given
 * @param elements a page of its elements, in id order
 */
public record PoolSnapshot(PoolHandle handle, MemberSelectionPolicy policy, int elementCount, int upCount,
		long selections, List<ElementSnapshot> elements) {

	public PoolSnapshot {
		elements = List.copyOf(elements);
	}

}
