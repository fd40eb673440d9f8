package io.rserpool.enrp;

import java.util.List;
import java.util.Map;

import io.rserpool.wire.ServerId;

/**
 * An ENRP server at one moment, in numbers.
 *
 * @param id the server
 * @param phase how far it has come
 * @param uptimeMillis since it serves
 * @param poolCount pools known
 * @param elementCount elements known
 * @param ownedCount elements whose home is this server
 * @param checksum PE checksum over the owned elements, 0 to 0xffff
 * @param connectionCount open ASAP connections
 * @param subscriptionCount pools subscribed to, over all connections
 * @param peers the other servers, and addresses that are still tried
 * @param counters by name ({@code registrations}, {@code resolutions}, {@code rejected},
 * {@code malformed}, ...), counted since the start
 */
public record EnrpSnapshot(ServerId id, ServerPhase phase, long uptimeMillis, int poolCount, int elementCount,
		int ownedCount, int checksum, int connectionCount, int subscriptionCount, List<PeerSnapshot> peers,
		Map<String, Long> counters) {

	public EnrpSnapshot {
		peers = List.copyOf(peers);
		counters = Map.copyOf(counters);
	}

}
