package io.rserpool.dashboard.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The overview.
 *
 * @param verdict is anything wrong?
 * @param seen who says so, or null if the server never answered
 * @param address where the server listens
 * @param facts the fact strip
 * @param topology the drawing, or null if the scope is too big or empty
 * @param poolCount all pools
 * @param pools at most 24 of them, those first that are not as they should be
 * @param changes the most recent changes, the newest first
 * @param endpoints this application's ways to a home server
 */
public record OverviewView(Verdict verdict, @Nullable Seen seen, String address, List<Fact> facts,
		@Nullable Topology topology, int poolCount, List<PoolRow> pools, List<ChangeRow> changes,
		List<EndpointRow> endpoints) {

}
