package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.Presence;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;

/**
 * This server's signs of life: always with PE checksum and server information (N-2).
 */
final class Presences {

	private final EnrpContext context;

	private final Peers peers;

	private final TableDigest digest;

	private @Nullable SctpTransport transport;

	Presences(EnrpContext context, Peers peers, TableDigest digest) {
		this.context = context;
		this.peers = peers;
		this.digest = digest;
	}

	void transport(SctpTransport transport) {
		this.transport = transport;
	}

	/** Where this server speaks ENRP, or null if it stays alone. */
	@Nullable SctpTransport transport() {
		return this.transport;
	}

	@Nullable ServerInformation information() {
		return (this.transport != null) ? new ServerInformation(this.context.id(), this.transport) : null;
	}

	/** Opens a connection whose other end is not known yet. */
	void introduce(PeerLink link) {
		ServerId receiver = (link.peer != null) ? link.peer.id : ServerId.NONE;
		this.context.count(Counter.PRESENCES);
		this.context.effects().send(link.id, of(receiver, true));
	}

	void reply(PeerLink to, ServerId receiver) {
		this.context.count(Counter.PRESENCES);
		this.context.effects().send(to.id, of(receiver, false));
	}

	/** Asks for a sign of life, or gives one. */
	void send(Peer to, boolean replyRequired) {
		if (to.link != null) {
			this.context.count(Counter.PRESENCES);
			this.peers.send(to, of(to.id, replyRequired));
		}
	}

	void sendToAll() {
		this.context.count(Counter.PRESENCES);
		this.peers.sendToAll(of(ServerId.NONE, false));
	}

	void multicast() {
		this.context.effects().multicast(of(ServerId.NONE, false));
	}

	private Presence of(ServerId receiver, boolean replyRequired) {
		ServerId id = this.context.id();
		return new Presence(id, receiver, replyRequired, this.context.handlespace().checksum(id), information(),
				this.context.peering().strongDigest() ? this.digest.of(id) : null);
	}

}
