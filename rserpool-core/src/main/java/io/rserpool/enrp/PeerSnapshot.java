package io.rserpool.enrp;

import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ServerId;

/**
 * A peer as a server sees it at one moment.
 *
 * @param id the peer, or {@link ServerId#NONE} while only an address is known
 * @param addresses where it speaks ENRP
 * @param status what the server thinks of it
 * @param connected whether there is a connection to it
 * @param heardMillisAgo since its last message, or -1
 * @param elementCount elements known here whose home it is
 * @param audit the comparison of what it owns
 */
public record PeerSnapshot(ServerId id, List<Endpoint> addresses, PeerStatus status, boolean connected,
		long heardMillisAgo, int elementCount, AuditSnapshot audit) {

	public PeerSnapshot {
		addresses = List.copyOf(addresses);
	}

}
