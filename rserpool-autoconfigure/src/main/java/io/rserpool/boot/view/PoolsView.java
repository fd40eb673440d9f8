package io.rserpool.boot.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of pools in handle order.
 *
 * @param pools the pools of the page
 * @param next the value of {@code after} for the next page, or null if this is the last
 */
public record PoolsView(List<PoolView> pools, @Nullable String next) {

	public PoolsView {
		pools = List.copyOf(pools);
	}

}
