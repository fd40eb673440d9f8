package io.rserpool.boot.view;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.machine.Endpoint;

/**
 * An ENRP server at one moment.
 *
 * @param id such as {@code 0x1a2b3c4d}
 * @param phase {@code joining}, {@code serving} or {@code stopped}
 * @param asapAddress where it serves elements and users
 * @param enrpAddress where it speaks to other servers, or null if it is alone for good
 * @param profile the set of timers
 * @param uptimeMillis since it serves
 * @param pools pools known
 * @param elements elements known
 * @param owned elements whose home is this server
 * @param checksum PE checksum over the owned elements, such as {@code 0x1a2b}
 * @param connections open ASAP connections
 * @param subscriptions pools subscribed to, over all connections
 * @param peers the other servers, and addresses that are still tried
 * @param counters counted since the start, by name
 * @param timers effective values in milliseconds, by name
 */
public record ServerView(String id, String phase, String asapAddress, @Nullable String enrpAddress, String profile,
		long uptimeMillis, int pools, int elements, int owned, String checksum, int connections, int subscriptions,
		List<PeerView> peers, Map<String, Long> counters, Map<String, Long> timers) {

	public ServerView {
		peers = List.copyOf(peers);
	}

	/**
	 * Returns the view of a running server.
	 */
	public static ServerView of(EnrpServer server, EnrpSnapshot snapshot) {
		InetSocketAddress enrp = server.enrpAddress();
		return new ServerView(snapshot.id().toString(), Texts.kebab(snapshot.phase()),
				Endpoint.of(server.asapAddress()).toString(), (enrp != null) ? Endpoint.of(enrp).toString() : null,
				Texts.kebab(server.timing().profile()), snapshot.uptimeMillis(), snapshot.poolCount(),
				snapshot.elementCount(), snapshot.ownedCount(), Texts.checksum(snapshot.checksum()),
				snapshot.connectionCount(), snapshot.subscriptionCount(),
				snapshot.peers().stream().map(PeerView::of).toList(), new TreeMap<>(snapshot.counters()),
				TimersView.of(server.timing()));
	}

}
