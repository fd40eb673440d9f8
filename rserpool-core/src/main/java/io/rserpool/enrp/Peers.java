package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.ServerId;

/**
 * The peer list (RFC 5353 section 3.2.2), in the order of identifiers.
 */
final class Peers {

	private final EnrpContext context;

	private final NavigableMap<ServerId, Peer> peers = new TreeMap<>();

	Peers(EnrpContext context) {
		this.context = context;
	}

	@Nullable Peer find(ServerId id) {
		return this.peers.get(id);
	}

	@Nullable Peer at(Endpoint address) {
		for (Peer peer : this.peers.values()) {
			if (peer.isAt(address)) {
				return peer;
			}
		}
		return null;
	}

	boolean isFull() {
		return this.peers.size() >= this.context.peering().maxPeers();
	}

	/** Adds a peer that is not in the list. */
	Peer add(ServerId id, long now) {
		Peer peer = new Peer(id, now);
		this.peers.put(id, peer);
		return peer;
	}

	void remove(Peer peer) {
		this.peers.remove(peer.id);
	}

	int size() {
		return this.peers.size();
	}

	/** A copy: the list may change while one goes through it. */
	List<Peer> all() {
		return List.copyOf(this.peers.values());
	}

	List<Peer> all(Predicate<Peer> wanted) {
		List<Peer> some = new ArrayList<>();
		for (Peer peer : this.peers.values()) {
			if (wanted.test(peer)) {
				some.add(peer);
			}
		}
		return some;
	}

	/** Sends a message to one peer; it is lost without a connection, as audits repair. */
	void send(Peer to, EnrpMessage message) {
		PeerLink link = to.link;
		if (link != null) {
			this.context.effects().send(link.id, message);
		}
	}

	/** Group-cast: one copy for each peer with a connection (RFC 5353 section 3.1). */
	void sendToAll(EnrpMessage message) {
		for (Peer peer : this.peers.values()) {
			send(peer, message);
		}
	}

	boolean isAnyConnected() {
		for (Peer peer : this.peers.values()) {
			if (peer.link != null) {
				return true;
			}
		}
		return false;
	}

}
