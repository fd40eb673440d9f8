package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;

/**
 * What a server knows of another one.
 */
final class Peer {

	final ServerId id;

	final PeerAudit audit = new PeerAudit();

	/** Dialling it, while there is no connection. */
	final DialPlan dials = new DialPlan();

	PeerStatus status = PeerStatus.ACTIVE;

	/** Whether it was told that the peer is there: with its first accepted message. */
	boolean told;

	/** Where it says that it speaks ENRP, or null. */
	@Nullable SctpTransport transport;

	/** The address that it was dialled at, which it may not know itself, or null. */
	@Nullable Endpoint dialledAt;

	/** The connection that messages to it take, or null. */
	@Nullable PeerLink link;

	/** Whether its list of servers is still to be asked for. */
	boolean unasked = true;

	/** Its last accepted message. */
	long heardAt;

	/** When it is dead unless it is heard, while it is probed. */
	long deadAt;

	/** The event that made somebody doubt it, or 0. */
	long cause;

	Peer(ServerId id, long now) {
		this.id = id;
		this.heardAt = now;
	}

	/** All addresses to dial: the one that worked before comes first. */
	List<Endpoint> addresses() {
		List<Endpoint> addresses = new ArrayList<>();
		if (this.dialledAt != null) {
			addresses.add(this.dialledAt);
		}
		if (this.transport != null) {
			for (IpAddress address : this.transport.addresses()) {
				Endpoint endpoint = new Endpoint(address, this.transport.port());
				if (!endpoint.equals(this.dialledAt)) {
					addresses.add(endpoint);
				}
			}
		}
		return addresses;
	}

	boolean isAt(Endpoint address) {
		return address.equals(this.dialledAt) || (this.transport != null && this.transport.port() == address.port()
				&& this.transport.addresses().contains(address.address()));
	}

	/** Whether it is, or may soon be, one of those that decide together. */
	boolean isLive() {
		return this.status == PeerStatus.ACTIVE || this.status == PeerStatus.PROBING;
	}

	@Override
	public String toString() {
		return this.id.toString();
	}

}
