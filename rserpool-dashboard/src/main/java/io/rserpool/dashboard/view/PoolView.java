package io.rserpool.dashboard.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A pool with a page of its elements in the order of their ids.
 *
 * @param verdict how it is served
 * @param seen who says so
 * @param banner what is wrong with the witness, or null
 * @param pool the pool's row
 * @param facts the fact strip
 * @param elements this page of elements
 * @param after the id that this page begins after, or null = first page
 * @param next the id that the next page begins after, or null = last page
 * @param changes what happened in the pool lately, the newest first
 */
public record PoolView(Verdict verdict, Seen seen, @Nullable Banner banner, PoolRow pool, List<Fact> facts,
		List<ElementRow> elements, @Nullable String after, @Nullable String next, List<ChangeRow> changes) {

}
