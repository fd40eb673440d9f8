package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;

/**
 * Servers that were not known before: those that speak (RFC 5353 section 3.4.1), those on
 * a mentor's list (section 3.2.2.2), and those that only a handle table names.
 */
final class Newcomers {

	private final EnrpContext context;

	private final Peers peers;

	private final PeerDials dials;

	private final Liveness liveness;

	private final Identity identity;

	/** Ids that a mentor knows at this server's own address. */
	private final List<ServerId> formerLives = new ArrayList<>();

	Newcomers(EnrpContext context, Peers peers, PeerDials dials, Liveness liveness, Identity identity) {
		this.context = context;
		this.peers = peers;
		this.dials = dials;
		this.liveness = liveness;
		this.identity = identity;
	}

	/** The peer, which is added if it is not in the list; null if the list is full. */
	@Nullable Peer meet(ServerId id, PeerLink link, long now) {
		Peer known = this.peers.find(id);
		if (known != null) {
			return known;
		}
		if (this.peers.isFull()) {
			this.context.effects()
				.publish(new RserpoolEvent.LimitReached("peers", link.toString(), "connection closed"));
			return null;
		}
		Peer peer = this.peers.add(id, now);
		this.liveness.watch(peer, now);
		return peer;
	}

	/**
	 * A server that a table calls somebody's home; if it is silent it will be taken over.
	 */
	Peer named(ServerId id, long now) {
		Peer known = this.peers.find(id);
		if (known != null) {
			return known;
		}
		Peer peer = this.peers.add(id, now);
		this.liveness.watch(peer, now);
		return peer;
	}

	/**
	 * Installs a mentor's list.
	 * @return false if this server took another id because of it
	 */
	boolean install(List<ServerInformation> servers, Peer mentor, long now) {
		for (ServerInformation server : servers) {
			Endpoint first = new Endpoint(server.transport().addresses().get(0), server.transport().port());
			boolean own = this.dials.isSelf(first);
			if (server.id().isNone()) {
				this.context.count(Counter.PEER_IGNORED);
			}
			else if (this.context.isMe(server.id())) {
				if (!own && this.identity.clashes(server.transport(), false)) {
					return false;
				}
			}
			else if (own) {
				this.formerLives.add(server.id());
			}
			else {
				Peer peer = this.peers.find(server.id());
				if (peer == null && !this.peers.isFull()) {
					peer = named(server.id(), now);
				}
				if (peer != null && peer != mentor) {
					peer.transport = server.transport();
					peer.heardAt = now;
					this.dials.dial(peer, now);
				}
			}
		}
		return true;
	}

	/** This server serves: what it was before is to be taken over (enrp.md 4.2). */
	void buryFormerLives(long now) {
		for (ServerId id : this.formerLives) {
			this.liveness.declareDead(named(id, now), "this server was started anew", now);
		}
		this.formerLives.clear();
	}

}
