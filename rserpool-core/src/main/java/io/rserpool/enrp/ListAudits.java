package io.rserpool.enrp;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.ServerInformation;

/**
 * Asking those that are known whom they know: two servers that joined by different
 * mentors at the same time would else never meet. Each peer is asked at the heartbeat
 * after its connection is bound, and one after the other from time to time. An address
 * that is heard of in this way is only dialled: who does not answer there is no peer, so
 * that nobody keeps a dead server alive by hearsay.
 */
final class ListAudits {

	/** Heartbeats between two lists that no new connection asked for. */
	private static final int HEARTBEATS_PER_LIST = 20;

	private final EnrpContext context;

	private final Peers peers;

	private final PeerDials dials;

	private int heartbeats;

	private int turn;

	ListAudits(EnrpContext context, Peers peers, PeerDials dials) {
		this.context = context;
		this.peers = peers;
		this.dials = dials;
	}

	/** A heartbeat has passed. */
	void heartbeat() {
		this.heartbeats++;
		if (this.heartbeats >= HEARTBEATS_PER_LIST && this.peers.size() > 0) {
			this.heartbeats = 0;
			this.turn++;
			this.peers.all().get(this.turn % this.peers.size()).unasked = true;
		}
		for (Peer peer : this.peers.all((each) -> each.unasked && each.link != null)) {
			peer.unasked = false;
			this.peers.send(peer, new ListRequest(this.context.id(), peer.id));
		}
	}

	/** A peer's list (RFC 5353 section 2.6); one that still joins has none. */
	void received(ListResponse response, long now) {
		for (ServerInformation server : response.servers()) {
			if (!server.id().isNone() && !this.context.isMe(server.id()) && this.peers.find(server.id()) == null) {
				this.dials.found(new Endpoint(server.transport().addresses().get(0), server.transport().port()), now);
			}
		}
	}

}
