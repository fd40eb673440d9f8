package io.rserpool.dashboard.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of pools in the order of their handles.
 *
 * @param seen who says so
 * @param banner what is wrong, or null
 * @param poolCount all pools
 * @param pools this page
 * @param after the handle in URLs that this page begins after, or null = first page
 * @param next the handle in URLs that the next page begins after, or null = last page
 */
public record PoolsView(@Nullable Seen seen, @Nullable Banner banner, int poolCount, List<PoolRow> pools,
		@Nullable String after, @Nullable String next) {

}
