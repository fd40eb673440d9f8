package io.rserpool.boot.view;

import java.util.List;

import io.rserpool.enrp.PoolSnapshot;

/**
 * One pool as a server sees it at one moment.
 *
 * @param handle as text, or as {@code hex:} and digits if it is not printable
 * @param policy type of its policy, such as {@code round-robin}
 * @param elementCount all its elements
 * @param upCount those that are offered
 * @param selections positive answers given
 * @param elements a page of its elements, in id order
 */
public record PoolView(String handle, String policy, int elementCount, int upCount, long selections,
		List<ElementView> elements) {

	/** Returns the view of a snapshot. */
	public static PoolView of(PoolSnapshot pool) {
		return new PoolView(pool.handle().toString(), Texts.policyType(pool.policy()), pool.elementCount(),
				pool.upCount(), pool.selections(), pool.elements().stream().map(ElementView::of).toList());
	}

}
