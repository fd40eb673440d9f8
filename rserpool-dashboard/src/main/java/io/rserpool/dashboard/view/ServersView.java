package io.rserpool.dashboard.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The servers of a scope, as this one sees them.
 *
 * @param verdict do they agree?
 * @param seen who says so, or null if the server never answered
 * @param banner what is wrong with the witness, or null
 * @param timers how often servers tell that they live, in words
 * @param servers this one first, then the others
 * @param candidates addresses that are still dialled
 * @param changes what happened between servers, the newest first
 */
public record ServersView(Verdict verdict, @Nullable Seen seen, @Nullable Banner banner, String timers,
		List<ServerRow> servers, List<CandidateRow> candidates, List<ChangeRow> changes) {

	public ServersView {
		servers = List.copyOf(servers);
		candidates = List.copyOf(candidates);
		changes = List.copyOf(changes);
	}

	/** Whether there is another server. */
	public boolean hasPeers() {
		return this.servers.size() > 1;
	}

}
