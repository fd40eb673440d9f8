package io.rserpool.enrp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;

/**
 * The open ENRP connections: one for each pair of servers, used in both directions
 * (enrp.md 9).
 */
final class PeerLinks {

	/** How long a connection that lost to another one may still be read. */
	private static final long DRAIN_MILLIS = 5000;

	private final EnrpContext context;

	private final Presences presences;

	private final Map<ConnectionId, PeerLink> links = new LinkedHashMap<>();

	PeerLinks(EnrpContext context, Presences presences) {
		this.context = context;
		this.presences = presences;
	}

	@Nullable PeerLink find(ConnectionId id) {
		return this.links.get(id);
	}

	PeerLink open(ConnectionId id, Endpoint local, Endpoint remote, PeerDials.@Nullable Dial dial, long now) {
		PeerLink link = new PeerLink(id, local, remote, dial, now);
		this.links.put(id, link);
		this.context.count(Counter.PEER_LINKS);
		return link;
	}

	/** Whether both ends of a connection are this server's. */
	boolean isLoop(PeerLink link) {
		for (PeerLink other : this.links.values()) {
			if (other != link && other.local.equals(link.remote) && other.remote.equals(link.local)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Binds a connection to who speaks on it. If there are two between one pair, both
	 * sides keep the same one: of two that cross, the one dialled by the server with the
	 * higher id, else the newer.
	 * @return whether the peer's messages take another connection from now on
	 */
	boolean bind(PeerLink link, Peer peer) {
		link.peer = peer;
		PeerLink former = peer.link;
		if (former == null) {
			peer.link = link;
			return true;
		}
		boolean higher = this.context.id().compareTo(peer.id) > 0;
		boolean keepsNew = former.dialled == link.dialled || link.dialled == higher;
		PeerLink loser = keepsNew ? former : link;
		if (keepsNew) {
			peer.link = link;
		}
		if (higher) {
			close(loser, "there is another connection to " + peer);
		}
		else {
			// The other side closes it when all that it sent is on its way.
			this.context.effects().setTimer(new EnrpTimer.Draining(loser.id), DRAIN_MILLIS);
		}
		// Either way updates may have been overtaken: both sides compare anew.
		this.presences.send(peer, false);
		return keepsNew;
	}

	void timerExpired(EnrpTimer.Draining key) {
		PeerLink link = this.links.get(key.connection());
		if (link != null && (link.peer == null || link.peer.link != link)) {
			close(link, "not closed by the other side");
		}
	}

	/**
	 * A connection is gone.
	 * @return its peer if that has no connection now, else null
	 */
	@Nullable Peer lost(PeerLink link) {
		this.links.remove(link.id);
		this.context.effects().cancelTimer(new EnrpTimer.Draining(link.id));
		Peer peer = link.peer;
		if (peer == null || peer.link != link) {
			return null;
		}
		peer.link = null;
		// A second one that was being drained is better than none.
		for (PeerLink other : this.links.values()) {
			if (other.peer == peer) {
				peer.link = other;
				return null;
			}
		}
		return peer;
	}

	/** Closes a connection; its peer, if it is the peer's only one, is lost by it. */
	@Nullable Peer close(PeerLink link, String why) {
		this.context.effects().close(link.id, why);
		return lost(link);
	}

	List<PeerLink> all() {
		return List.copyOf(this.links.values());
	}

	int size() {
		return this.links.size();
	}

}
