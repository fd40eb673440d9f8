package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.ParameterOctets;
import io.rserpool.wire.ServerInformation;

/**
 * Telling a server that joins who else is there (RFC 5353 section 3.2.2.2): this server
 * itself and its active peers (N-12), as many as fit in a message.
 */
final class ListDesk {

	private static final int MAX_OCTETS = 65_000;

	private static final int FIXED_OCTETS = 16;

	private final EnrpContext context;

	private final Peers peers;

	private final Presences presences;

	ListDesk(EnrpContext context, Peers peers, Presences presences) {
		this.context = context;
		this.peers = peers;
		this.presences = presences;
	}

	/**
	 * Answers a request.
	 * @param serving whether this server knows enough to be a mentor
	 */
	void received(PeerLink from, Peer peer, ListRequest request, boolean serving) {
		List<ServerInformation> servers = serving ? serversFor(peer) : List.of();
		this.context.effects().send(from.id, new ListResponse(this.context.id(), peer.id, !serving, servers));
	}

	private List<ServerInformation> serversFor(Peer requester) {
		List<ServerInformation> servers = new ArrayList<>();
		ServerInformation own = this.presences.information();
		int room = MAX_OCTETS;
		if (own != null) {
			servers.add(own);
			room -= size(own);
		}
		for (Peer peer : this.peers.all()) {
			if (peer != requester && peer.status == PeerStatus.ACTIVE && peer.transport != null) {
				ServerInformation other = new ServerInformation(peer.id, peer.transport);
				room -= size(other);
				if (room < 0) {
					break;
				}
				servers.add(other);
			}
		}
		return servers;
	}

	private static int size(ServerInformation information) {
		return FIXED_OCTETS + ParameterOctets.size(information.transport());
	}

}
