package io.rserpool.sim;

import java.util.ArrayDeque;
import java.util.Deque;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, with what it has sent and the other end has not yet received.
 */
final class End {

	static final long NEVER = Long.MAX_VALUE;

	final ConnectionId id;

	final Process<?> owner;

	final Host remoteHost;

	final Protocol protocol;

	final Endpoint local;

	final Endpoint remote;

	final boolean dialled;

	/**
	 * This connection's own part of the delay, so that connections overtake each other.
	 */
	final int slowness;

	/** The other end, from the moment of acceptance. */
	@Nullable End peer;

	State state = State.OPENING;

	/** Whether its process still uses it. */
	boolean inUse = true;

	/** Whether its own system has forgotten it, with all that was not acknowledged. */
	boolean forgotten;

	/** When the last packet sent by this end arrives: the next one comes no earlier. */
	long lastArrival;

	/** Messages sent and not yet received. */
	int underWay;

	/** What waits for a cut to heal, in order. */
	private @Nullable Deque<Packet> held;

	/** Since when data waits for its acknowledgement because of a cut. */
	long unacknowledgedSince = NEVER;

	/** Since when nothing at all can come from the other side. */
	long silentSince = NEVER;

	/** Whether held packets are on their way again. */
	boolean draining;

	End(ConnectionId id, Process<?> owner, Host remoteHost, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, int slowness) {
		this.id = id;
		this.owner = owner;
		this.remoteHost = remoteHost;
		this.protocol = protocol;
		this.local = local;
		this.remote = remote;
		this.dialled = dialled;
		this.slowness = slowness;
	}

	boolean isHolding() {
		return this.held != null;
	}

	void hold(Packet packet) {
		if (this.held == null) {
			this.held = new ArrayDeque<>();
		}
		this.held.add(packet);
	}

	/** Takes out what waits, in order. */
	Deque<Packet> release() {
		Deque<Packet> released = (this.held != null) ? this.held : new ArrayDeque<>();
		this.held = null;
		return released;
	}

	Host host() {
		return this.owner.host();
	}

	boolean isOpen() {
		return this.state == State.OPEN;
	}

	/** The process at the other end, as far as this end knows. */
	String peerName() {
		return (this.peer != null) ? this.peer.owner.name() : this.remoteHost.name;
	}

	@Override
	public String toString() {
		return this.protocol + " " + this.owner.name() + " " + this.id + " - " + peerName();
	}

	/**
	 * How far an end is, as its own system sees it.
	 */
	enum State {

		OPENING, OPEN, CLOSED

	}

}
