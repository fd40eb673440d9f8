package io.rserpool.transport.memory;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.ConnectionHandler;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.KeepAlive;
import io.rserpool.transport.Messages;
import io.rserpool.transport.MulticastHandler;
import io.rserpool.transport.MulticastMember;
import io.rserpool.transport.VirtualLoop;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * Hosts on one virtual loop, with connections between them that really carry octets. The
 * same calls always have the same course. Hosts may be used by any thread; whatever
 * disturbs the network is for the thread that runs the loop.
 */
public final class MemoryNetwork {

	private static final Endpoint LOOPBACK = new Endpoint(IpAddress.parse("127.0.0.1"), 0);

	private final VirtualLoop loop;

	private final Map<IpAddress, MemoryHost> hosts = new LinkedHashMap<>();

	private final Set<MemoryConnection> connections = new LinkedHashSet<>();

	private final Map<Pair, Duration> delays = new HashMap<>();

	private final Set<Pair> blackHoles = new LinkedHashSet<>();

	private final List<Stalled> stalled = new ArrayList<>();

	private final Map<InetSocketAddress, Set<Member>> groups = new LinkedHashMap<>();

	private Duration delay = Duration.ofMillis(1);

	private long healings;

	public MemoryNetwork(VirtualLoop loop) {
		this.loop = loop;
	}

	public MemoryNetwork() {
		this(new VirtualLoop());
	}

	/** The loop of all hosts. */
	public VirtualLoop loop() {
		return this.loop;
	}

	/**
	 * Returns the host with the given address; a new one if there is none.
	 * @param address a literal address
	 */
	public MemoryHost host(String address) {
		synchronized (this.hosts) {
			return this.hosts.computeIfAbsent(IpAddress.parse(address), (key) -> new MemoryHost(this, key));
		}
	}

	private @Nullable MemoryHost find(IpAddress address) {
		synchronized (this.hosts) {
			return this.hosts.get(address);
		}
	}

	/** One way's time between any two hosts. Default: 1 ms. */
	public void delay(Duration delay) {
		this.delay = delay;
	}

	/** One way's time between two hosts. */
	public void delay(MemoryHost a, MemoryHost b, Duration delay) {
		this.delays.put(Pair.of(a, b), delay);
	}

	/**
	 * Swallows everything between two hosts: dials are not answered, data waits. Nobody
	 * is told.
	 */
	public void blackHole(MemoryHost a, MemoryHost b) {
		this.blackHoles.add(Pair.of(a, b));
		blocked();
	}

	/** Ends {@link #blackHole}: what was on the way arrives. */
	public void heal(MemoryHost a, MemoryHost b) {
		this.blackHoles.remove(Pair.of(a, b));
		unblocked();
	}

	/** Breaks all connections between two hosts; both learn at once. */
	public void cut(MemoryHost a, MemoryHost b) {
		Pair pair = Pair.of(a, b);
		for (MemoryConnection connection : List.copyOf(this.connections)) {
			if (Pair.of(connection.host(), connection.remoteHost()).equals(pair)) {
				this.loop.execute(() -> connection.process().run(() -> connection.tellLost("connection reset")));
			}
		}
	}

	/** How many connections are open, each counted once for each end. */
	public int connectionEnds() {
		return this.connections.size();
	}

	MemoryConnection dial(MemoryHost from, Protocol protocol, Endpoint to, ConnectionOptions options,
			HostProcess process, ConnectionHandler handler) {
		boolean loopback = to.address().isLoopback();
		MemoryHost target = loopback ? from : find(to.address());
		IpAddress source = loopback ? LOOPBACK.address() : from.address();
		MemoryConnection connection = new MemoryConnection(this, from, (target != null) ? target : from, process,
				protocol, options, new Endpoint(source, from.nextPort()), to);
		connection.handler(handler);
		this.loop.schedule(
				() -> process.run(() -> connection.tellDialFailed(DialFailure.UNREACHABLE, "no answer from " + to)),
				options.connectTimeout().toMillis());
		if (target != null) {
			this.loop.schedule(() -> knock(connection, target, to, loopback), oneWay(from, target));
		}
		return connection;
	}

	private void knock(MemoryConnection dialled, MemoryHost target, Endpoint to, boolean loopback) {
		if (!dialled.isOpening() || isBlocked(dialled.host(), target)) {
			return;
		}
		long back = oneWay(dialled.host(), target);
		MemoryListener listener = target.listener(to.port(), loopback);
		if (listener == null) {
			this.loop.schedule(
					() -> dialled.process().run(() -> dialled.tellDialFailed(DialFailure.REFUSED, "refused by " + to)),
					back);
			return;
		}
		MemoryConnection accepted = new MemoryConnection(this, target, dialled.host(), listener.process(),
				listener.entrance().protocol(), listener.entrance().options(), to, dialled.source());
		accepted.establish(dialled);
		this.connections.add(accepted);
		listener.process().run(() -> listener.accept(accepted));
		carry(accepted, () -> opened(dialled, accepted));
	}

	private void opened(MemoryConnection dialled, MemoryConnection accepted) {
		if (dialled.isOpening() && !dialled.process().isDead()) {
			dialled.establish(accepted);
			this.connections.add(dialled);
			dialled.process().run(dialled::tellOpened);
		}
		else {
			reset(dialled, accepted, "connection closed by the other side");
		}
	}

	/** Takes something to the other end, behind all that went before. */
	void carry(MemoryConnection from, Runnable arrival) {
		long now = this.loop.nowMillis();
		long at = from.arrival(now + oneWay(from.host(), from.remoteHost()));
		this.loop.schedule(() -> arrive(from, arrival), at - now);
	}

	private void arrive(MemoryConnection from, Runnable arrival) {
		if (isBlocked(from.host(), from.remoteHost())) {
			this.stalled.add(new Stalled(from, arrival));
		}
		else {
			arrival.run();
		}
	}

	/** Lets the other end lose the connection, behind all that went before. */
	void reset(MemoryConnection from, String why) {
		MemoryConnection to = from.peer();
		if (to != null) {
			reset(from, to, why);
		}
	}

	private void reset(MemoryConnection from, MemoryConnection to, String why) {
		carry(from, () -> to.process().run(() -> to.tellLost(why)));
	}

	void ended(MemoryConnection connection) {
		this.connections.remove(connection);
	}

	void killed(HostProcess process) {
		for (MemoryConnection connection : List.copyOf(this.connections)) {
			if (connection.process() == process) {
				reset(connection, "connection reset");
				connection.drop();
			}
		}
		this.groups.values().forEach((members) -> members.removeIf((member) -> member.process() == process));
	}

	/** Something was blocked: TCP keep-alive begins to count on what has it [T-4]. */
	void blocked() {
		long healing = this.healings;
		for (MemoryConnection connection : List.copyOf(this.connections)) {
			KeepAlive keepAlive = connection.options().keepAlive();
			if (keepAlive != null && isBlocked(connection.host(), connection.remoteHost())) {
				this.loop.schedule(() -> silent(connection, healing), keepAlive.total().toMillis());
			}
		}
	}

	private void silent(MemoryConnection connection, long healing) {
		if (this.healings == healing && isBlocked(connection.host(), connection.remoteHost())) {
			connection.process().run(() -> connection.tellLost("connection timed out"));
		}
	}

	void unblocked() {
		List<Stalled> waiting = List.copyOf(this.stalled);
		this.stalled.clear();
		this.healings++;
		blocked();
		waiting.forEach((one) -> this.loop.execute(() -> arrive(one.from(), one.arrival())));
	}

	private boolean isBlocked(MemoryHost a, MemoryHost b) {
		return a != b && (a.isIsolated() || b.isIsolated() || this.blackHoles.contains(Pair.of(a, b)));
	}

	private long oneWay(MemoryHost a, MemoryHost b) {
		return (a != b) ? this.delays.getOrDefault(Pair.of(a, b), this.delay).toMillis() : 0;
	}

	MulticastMember join(MemoryHost host, Protocol protocol, InetSocketAddress group, HostProcess process,
			MulticastHandler handler) {
		Member member = new Member(host, protocol, process, handler);
		synchronized (this.groups) {
			this.groups.computeIfAbsent(group, (key) -> new LinkedHashSet<>()).add(member);
		}
		return new MulticastMember() {

			@Override
			public void send(WireMessage message) {
				multicast(host, group, message);
			}

			@Override
			public void close() {
				synchronized (MemoryNetwork.this.groups) {
					MemoryNetwork.this.groups.getOrDefault(group, Set.of()).remove(member);
				}
			}

		};
	}

	private void multicast(MemoryHost from, InetSocketAddress group, WireMessage message) {
		ByteBuf buffer = Unpooled.buffer();
		Messages.encode(message, buffer);
		byte[] octets = ByteBufUtil.getBytes(buffer);
		Endpoint source = new Endpoint(from.address(), group.getPort());
		List<Member> members;
		synchronized (this.groups) {
			members = List.copyOf(this.groups.getOrDefault(group, Set.of()));
		}
		for (Member member : members) {
			this.loop.schedule(() -> {
				if (!isBlocked(from, member.host())) {
					member.process().run(() -> member.receive(source, octets));
				}
			}, oneWay(from, member.host()));
		}
	}

	/** Two hosts in either order. */
	private record Pair(MemoryHost a, MemoryHost b) {

		static Pair of(MemoryHost a, MemoryHost b) {
			return (a.toString().compareTo(b.toString()) <= 0) ? new Pair(a, b) : new Pair(b, a);
		}

	}

	private record Stalled(MemoryConnection from, Runnable arrival) {
	}

	private record Member(MemoryHost host, Protocol protocol, HostProcess process, MulticastHandler handler) {

		void receive(Endpoint source, byte[] octets) {
			WireMessage message = Messages.decode(this.protocol, Unpooled.wrappedBuffer(octets), WireLimits.DEFAULT)
				.message();
			if (message != null) {
				this.handler.received(source, message);
			}
		}

	}

}
