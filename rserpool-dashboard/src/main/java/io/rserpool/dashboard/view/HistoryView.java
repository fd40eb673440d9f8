package io.rserpool.dashboard.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of the history.
 *
 * @param verdict how much happened
 * @param kept events kept
 * @param changes this page, the newest first
 * @param query the words looked for, or empty
 * @param pool the pool looked for, or empty
 * @param pools pools that can be looked for
 * @param before the id that this page begins before, or null = newest page
 * @param next the id that the next page begins before, or null = last page
 */
public record HistoryView(Verdict verdict, int kept, List<ChangeRow> changes, String query, String pool,
		List<String> pools, @Nullable Long before, @Nullable Long next) {

}
