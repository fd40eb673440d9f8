package io.rserpool.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages as TCP does. On one connection they keep their order and none is lost
 * in the middle; connections overtake each other. What is sent into a cut waits: healed
 * in time, all of it arrives in order; else the sender gives up after
 * {@link #USER_TIMEOUT_MILLIS} and the other end learns of it when it can: by a reset, by
 * its own data that nobody acknowledges, or by TCP keep-alive where that is on.
 */
final class Network {

	/**
	 * TCP_USER_TIMEOUT: unacknowledged data for so long ends a connection (enrp.md 9.7).
	 */
	static final long USER_TIMEOUT_MILLIS = 10_000;

	/** Messages on their way in one direction; more of them overflow the send queue. */
	static final int MAX_UNDER_WAY = 50_000;

	private static final int FIRST_ADDRESS = 0x0a000001;

	private final Agenda agenda;

	private final SplittableRandom random;

	private final Links links = new Links();

	private final List<Host> hosts = new ArrayList<>();

	private final Map<IpAddress, Host> byAddress = new LinkedHashMap<>();

	private final Set<End> ends = new LinkedHashSet<>();

	private final Set<End> holding = new LinkedHashSet<>();

	private final Set<Process<?>> multicastMembers = new LinkedHashSet<>();

	private int leastDelay = 1;

	private int mostDelay = 10;

	private int lastConnection;

	/** By number, as numbers are given in order: found faster than in any other table. */
	private @Nullable End[] byId = new End[256];

	private int mostUnderWay;

	private int lastChange;

	Network(Agenda agenda, SplittableRandom random) {
		this.agenda = agenda;
		this.random = random;
	}

	/**
	 * One way's time, drawn evenly for each message, and once more for its connection.
	 */
	void delay(int least, int most) {
		this.leastDelay = least;
		this.mostDelay = most;
	}

	Host newHost(String name) {
		IpAddress address = new Ipv4Address(FIRST_ADDRESS + this.hosts.size());
		Host host = new Host(name, address, this.hosts.size());
		this.hosts.add(host);
		this.byAddress.put(address, host);
		return host;
	}

	List<Host> hosts() {
		return List.copyOf(this.hosts);
	}

	Links links() {
		return this.links;
	}

	/** The longest queue that any connection ever had, in messages. */
	int mostUnderWay() {
		return this.mostUnderWay;
	}

	private int delay(End from) {
		if (from.host() == from.remoteHost) {
			return 0;
		}
		return from.slowness + this.leastDelay + this.random.nextInt(this.mostDelay - this.leastDelay + 1);
	}

	private End newEnd(Process<?> owner, Host remoteHost, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled) {
		this.lastConnection++;
		End end = new End(new ConnectionId(this.lastConnection), owner, remoteHost, protocol, local, remote, dialled,
				this.random.nextInt(this.mostDelay + 1));
		if (this.lastConnection >= this.byId.length) {
			this.byId = Arrays.copyOf(this.byId, 2 * this.byId.length);
		}
		this.byId[this.lastConnection] = end;
		return end;
	}

	/** The end of the given name, or null if nobody uses it any more. */
	@Nullable End find(ConnectionId id) {
		return this.byId[(int) id.value()];
	}

	void forget(End end) {
		this.byId[(int) end.id.value()] = null;
	}

	End dial(Process<?> process, Protocol protocol, Endpoint to, long timeoutMillis) {
		Host host = process.host();
		Host target = this.byAddress.get(to.address());
		End end = newEnd(process, (target != null) ? target : host, protocol,
				new Endpoint(host.address, host.ephemeralPort()), to, true);
		if (target != null) {
			this.agenda.at(this.agenda.now() + delay(end), () -> knock(end, target));
		}
		this.agenda.at(this.agenda.now() + timeoutMillis, () -> dialFailed(end, DialFailure.UNREACHABLE));
		return end;
	}

	private void knock(End dialling, Host target) {
		Host origin = dialling.host();
		if (dialling.state != End.State.OPENING || !this.links.carries(origin, target)) {
			return;
		}
		Host.Listener listener = target.listener(dialling.remote.port());
		if (listener == null) {
			if (this.links.carries(target, origin)) {
				this.agenda.at(this.agenda.now() + delay(dialling), () -> dialFailed(dialling, DialFailure.REFUSED));
			}
			return;
		}
		End accepted = newEnd(listener.process(), origin, listener.protocol(), dialling.remote, dialling.local, false);
		accepted.peer = dialling;
		dialling.peer = accepted;
		open(accepted);
		transmit(new Packet(this, Packet.Kind.ACCEPTED, accepted, null));
	}

	private void dialFailed(End end, DialFailure failure) {
		if (end.state == End.State.OPENING) {
			end.state = End.State.CLOSED;
			end.owner.dialFailed(end, failure);
		}
	}

	private void open(End end) {
		end.state = End.State.OPEN;
		this.ends.add(end);
		end.owner.opened(end);
		if (!this.links.carriesBothWays(end.host(), end.remoteHost)) {
			watchSilence(end);
		}
	}

	void send(End from, WireMessage message) {
		if (!from.isOpen()) {
			return;
		}
		from.underWay++;
		this.mostUnderWay = Math.max(this.mostUnderWay, from.underWay);
		if (from.underWay > MAX_UNDER_WAY) {
			reset(from);
			from.owner.dropped(from, "more than " + MAX_UNDER_WAY + " messages wait to be read");
			return;
		}
		transmit(new Packet(this, Packet.Kind.DATA, from, message));
	}

	/** Closes from this side: what was sent before still arrives. */
	void close(End end) {
		boolean wasOpen = end.isOpen();
		end.state = End.State.CLOSED;
		if (wasOpen) {
			this.ends.remove(end);
			transmit(new Packet(this, Packet.Kind.FIN, end, null));
		}
	}

	/** Ends this side and tells the other one, if a packet gets there. */
	void reset(End end) {
		vanish(end);
		if (end.peer != null) {
			transmit(new Packet(this, Packet.Kind.RST, end, null));
		}
	}

	/** Ends this side without a word to the other one, as a power failure does. */
	void vanish(End end) {
		end.state = End.State.CLOSED;
		end.forgotten = true;
		this.ends.remove(end);
		this.holding.remove(end);
		end.release();
		if (end.peer != null) {
			probe(end.peer);
		}
	}

	/** TCP keep-alive, if it is on, finds out that the other end is gone [T-4]. */
	private void probe(End end) {
		long keepAlive = end.owner.keepAliveMillis();
		if (keepAlive > 0 && end.isOpen()) {
			this.agenda.at(this.agenda.now() + keepAlive / 2, () -> {
				if (this.links.carriesBothWays(end.host(), end.remoteHost)) {
					ended(end, "connection reset");
				}
				else {
					probe(end);
				}
			});
		}
	}

	private void transmit(Packet packet) {
		End from = packet.from;
		from.lastArrival = Math.max(from.lastArrival, this.agenda.now() + delay(from));
		this.agenda.at(from.lastArrival, packet);
	}

	/** A packet has crossed the network, unless something is in its way. */
	void arrived(Packet packet) {
		End from = packet.from;
		if (this.links.isWhole() && !from.isHolding()) {
			deliver(packet);
			return;
		}
		boolean arrives = this.links.carries(from.host(), from.remoteHost);
		if (packet.kind == Packet.Kind.RST) {
			// Nobody sends a reset twice.
			if (arrives) {
				deliver(packet);
			}
			return;
		}
		if (!from.forgotten && !this.links.carries(from.remoteHost, from.host())) {
			watchAcknowledgement(from);
		}
		if (arrives && !from.isHolding()) {
			deliver(packet);
			return;
		}
		if (from.forgotten) {
			// Nobody sends it again.
			return;
		}
		from.hold(packet);
		this.holding.add(from);
		watchAcknowledgement(from);
	}

	private void deliver(Packet packet) {
		End to = packet.from.peer;
		if (to == null) {
			return;
		}
		switch (packet.kind) {
			case ACCEPTED -> accepted(packet.from, to);
			case DATA -> data(packet, to);
			case FIN -> ended(to, "closed by the other side");
			case RST -> ended(to, "connection reset");
		}
	}

	private void accepted(End acceptor, End dialling) {
		if (dialling.state == End.State.OPENING && !dialling.owner.isDead()) {
			open(dialling);
		}
		else if (acceptor.isOpen()) {
			transmit(new Packet(this, Packet.Kind.RST, dialling, null));
		}
	}

	private void data(Packet packet, End to) {
		packet.from.underWay--;
		WireMessage message = packet.message;
		if (to.isOpen() && message != null) {
			to.owner.received(to, message);
		}
		else if (packet.from.isOpen()) {
			// Nobody there any more.
			transmit(new Packet(this, Packet.Kind.RST, to, null));
		}
	}

	private void ended(End end, String why) {
		if (end.isOpen()) {
			vanish(end);
			end.owner.lost(end, why);
		}
		else if (end.state == End.State.OPENING) {
			dialFailed(end, DialFailure.REFUSED);
		}
	}

	private void watchAcknowledgement(End from) {
		if (from.unacknowledgedSince == End.NEVER && from.state != End.State.OPENING) {
			long since = this.agenda.now();
			from.unacknowledgedSince = since;
			this.agenda.at(since + USER_TIMEOUT_MILLIS, () -> {
				if (from.unacknowledgedSince == since) {
					giveUp(from);
				}
			});
		}
	}

	private void watchSilence(End end) {
		long keepAlive = end.owner.keepAliveMillis();
		if (keepAlive > 0 && end.silentSince == End.NEVER) {
			long since = this.agenda.now();
			end.silentSince = since;
			this.agenda.at(since + keepAlive, () -> {
				if (end.silentSince == since) {
					giveUp(end);
				}
			});
		}
	}

	private void giveUp(End end) {
		boolean wasOpen = end.isOpen();
		reset(end);
		if (wasOpen) {
			end.owner.lost(end, "timed out");
		}
	}

	/** To be called after each change of {@link #links()}; else it does nothing. */
	void linksChanged() {
		if (this.links.changes() == this.lastChange) {
			return;
		}
		this.lastChange = this.links.changes();
		for (End end : List.copyOf(this.ends)) {
			if (!this.links.carriesBothWays(end.host(), end.remoteHost)) {
				watchSilence(end);
			}
			else {
				end.silentSince = End.NEVER;
				if (!end.isHolding()) {
					end.unacknowledgedSince = End.NEVER;
				}
			}
		}
		for (End end : List.copyOf(this.holding)) {
			if (!end.draining && this.links.carries(end.host(), end.remoteHost)) {
				end.draining = true;
				this.agenda.at(this.agenda.now() + delay(end), () -> drain(end));
			}
		}
	}

	private void drain(End end) {
		end.draining = false;
		if (!this.links.carries(end.host(), end.remoteHost)) {
			return;
		}
		if (this.links.carries(end.remoteHost, end.host())) {
			end.unacknowledgedSince = End.NEVER;
		}
		end.release().forEach(this::deliver);
		this.holding.remove(end);
	}

	/** The open ends of connections between two hosts. */
	List<End> between(Host a, Host b) {
		return this.ends.stream()
			.filter((end) -> (end.host() == a && end.remoteHost == b) || (end.host() == b && end.remoteHost == a))
			.toList();
	}

	/** Breaks a connection for one of its ends: the other one does not know yet. */
	void breakEnd(End end, String why) {
		if (end.isOpen()) {
			vanish(end);
			end.owner.lost(end, why);
		}
	}

	void join(Process<?> process) {
		this.multicastMembers.add(process);
	}

	void leave(Process<?> process) {
		this.multicastMembers.remove(process);
	}

	void multicast(Process<?> from, WireMessage message) {
		for (Process<?> member : this.multicastMembers) {
			if (member != from) {
				long delay = this.leastDelay + this.random.nextInt(this.mostDelay - this.leastDelay + 1);
				this.agenda.at(this.agenda.now() + delay, () -> {
					if (this.links.carries(from.host(), member.host())) {
						member.multicastReceived(new Endpoint(from.host().address, 3863), message);
					}
				});
			}
		}
	}

	/** Whether nothing is cut and nothing waits. */
	boolean isQuiet() {
		return this.links.isWhole() && this.holding.isEmpty();
	}

	@Nullable Host host(IpAddress address) {
		return this.byAddress.get(address);
	}

}
