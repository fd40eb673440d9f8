package io.rserpool.boot.view;

import java.util.Map;
import java.util.TreeMap;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.machine.Endpoint;

/**
 * An ENRP server at one moment.
 *
 * @param id such as {@code 0x1a2b3c4d}
 * @param asapAddress where it serves elements and users
 * @param profile the set of timers
 * @param uptimeMillis since it serves
 * @param pools pools known
 * @param elements elements known
 * @param owned elements whose home is this server
 * @param checksum PE checksum over the owned elements, such as {@code 0x1a2b}
 * @param connections open ASAP connections
 * @param subscriptions pools subscribed to, over all connections
 * @param counters counted since the start, by name
 * @param timers effective values in milliseconds, by name
 */
public record ServerView(String id, String asapAddress, String profile, long uptimeMillis, int pools, int elements,
		int owned, String checksum, int connections, int subscriptions, Map<String, Long> counters,
		Map<String, Long> timers) {

	/**
	 * Returns the view of a running server.
	 */
	public static ServerView of(EnrpServer server, EnrpSnapshot snapshot) {
		return new ServerView(snapshot.id().toString(), Endpoint.of(server.asapAddress()).toString(),
				Texts.kebab(server.timing().profile()), snapshot.uptimeMillis(), snapshot.poolCount(),
				snapshot.elementCount(), snapshot.ownedCount(), String.format("0x%04x", snapshot.checksum()),
				snapshot.connectionCount(), snapshot.subscriptionCount(), new TreeMap<>(snapshot.counters()),
				TimersView.of(server.timing()));
	}

}
