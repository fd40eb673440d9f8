package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;
import io.rserpool.wire.EnrpCodec;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * A server under test among peers that the test plays, in virtual time. Hosts of pool
 * elements answer dials and keep-alives unless they are {@link #silence silenced}. Timers
 * are those of the RFC.
 */
final class PeerFixture {

	/** Between {@link #LOWER} and {@link #HIGHER}. */
	static final ServerId ID = ServerId.of(0x5e6f7081);

	static final int LOWER = 0x1a2b3c4d;

	static final int LOWER_STILL = 0x0a0b0c0d;

	static final int HIGHER = 0x92a3b4c5;

	static final Endpoint ADDRESS = Registrar.endpoint("192.0.2.2", 9901);

	/** How long a dial to an unreachable host takes. */
	private static final long DIAL_TIMEOUT = 3000;

	final RecordingEffects<EnrpTimer> world = new RecordingEffects<>();

	final ServerId id;

	final Endpoint address;

	final EnrpServerMachine machine;

	final EnrpConfig config;

	private final List<FakePeer> peers = new ArrayList<>();

	private final Map<ConnectionId, FakePeer> connections = new LinkedHashMap<>();

	private final Map<ConnectionId, IpAddress> elementConnections = new LinkedHashMap<>();

	private final Map<ConnectionId, Long> failingDials = new LinkedHashMap<>();

	private final Map<Process, Set<PoolElementId>> processes = new HashMap<>();

	private final Map<IpAddress, List<EndpointKeepAlive>> keepAlives = new HashMap<>();

	private final Set<IpAddress> silent = new HashSet<>();

	private final Set<IpAddress> refusing = new HashSet<>();

	private int sentSeen;

	private int dialsSeen;

	private int closedSeen;

	private int lastPort = 40_000;

	private boolean pumping;

	private PeerFixture(EnrpConfig config, Endpoint address, long seed) {
		this.config = config;
		this.id = config.id();
		this.address = address;
		this.machine = new EnrpServerMachine(config, new SplittableRandom(seed), this.world);
		this.machine.announceTransports(List.of(transport(new Endpoint(address.address(), 3863))));
		this.machine.peerTransport(transport(address));
	}

	/** A server without mentors, which serves. */
	static PeerFixture serving() {
		return serving((peering) -> peering);
	}

	static PeerFixture serving(UnaryOperator<PeeringConfig> peering) {
		return stopped(peering).start();
	}

	/** A server that is not yet started. */
	static PeerFixture stopped() {
		return stopped((peering) -> peering);
	}

	static PeerFixture stopped(UnaryOperator<PeeringConfig> peering) {
		return of(config(ID, peering), ADDRESS, 42);
	}

	static PeerFixture of(EnrpConfig config, Endpoint address, long seed) {
		return new PeerFixture(config, address, seed);
	}

	/** Timers of the RFC; registered addresses are taken as they are. */
	static EnrpConfig config(ServerId id, UnaryOperator<PeeringConfig> peering) {
		EnrpConfig c = EnrpConfig.of(id, Timing.of(Profile.RFC));
		return new EnrpConfig(c.id(), c.timing(), c.limits(), AddressCheck.OFF, c.minAddressScope(),
				c.maxResolutionItems(), c.maxBadReports(), c.lifeInMilliseconds(), c.strictRfc(), c.announce(),
				peering.apply(c.peering()));
	}

	static SctpTransport transport(Endpoint endpoint) {
		return new SctpTransport(endpoint.port(), TransportUse.DATA_ONLY, List.of(endpoint.address()));
	}

	PeerFixture start(FakePeer... mentors) {
		List<Endpoint> endpoints = new ArrayList<>();
		for (FakePeer mentor : mentors) {
			endpoints.add(mentor.address);
		}
		if (!endpoints.isEmpty()) {
			this.machine.mentors(endpoints, now());
		}
		this.machine.start(now());
		pump();
		return this;
	}

	// --- peers

	FakePeer peer(int id, String address) {
		FakePeer peer = new FakePeer(this, ServerId.of(id), Registrar.endpoint(address, 9901));
		this.peers.add(peer);
		return peer;
	}

	/** A peer with a lower id than the server's, not yet connected. */
	FakePeer lower() {
		return peer(LOWER, "192.0.2.1");
	}

	/** A peer with a higher id than the server's, not yet connected. */
	FakePeer higher() {
		return peer(HIGHER, "192.0.2.3");
	}

	/** Another peer, not yet connected. */
	FakePeer third() {
		return peer(LOWER_STILL, "192.0.2.4");
	}

	ConnectionId accept(FakePeer peer, Endpoint remote) {
		ConnectionId connection = this.world.nextConnection();
		this.connections.put(connection, peer);
		this.machine.connectionUp(connection, Protocol.ENRP, this.address, remote, false, now());
		pump();
		return connection;
	}

	/** Accepts a connection that no peer plays. */
	ConnectionId acceptStranger(String address) {
		ConnectionId connection = this.world.nextConnection();
		this.lastPort++;
		this.machine.connectionUp(connection, Protocol.ENRP, this.address, Registrar.endpoint(address, this.lastPort),
				false, now());
		pump();
		return connection;
	}

	void lose(ConnectionId connection) {
		this.connections.remove(connection);
		this.elementConnections.remove(connection);
		this.machine.connectionLost(connection, "closed by peer", now());
		pump();
	}

	void receive(ConnectionId from, WireMessage message) {
		this.machine.received(from, message, now());
		pump();
	}

	/** Gives octets of one message to the server as the driver would. */
	@Nullable WireFault receive(ConnectionId from, byte[] octets) {
		Decoded<EnrpMessage> decoded = EnrpCodec.decode(Unpooled.wrappedBuffer(octets), WireLimits.DEFAULT);
		WireFault fault = decoded.fault();
		if (fault != null) {
			this.machine.malformed(from, fault, decoded.reply(), now());
		}
		EnrpMessage message = decoded.message();
		if (message != null) {
			this.machine.received(from, message, now());
		}
		pump();
		return fault;
	}

	static byte[] octets(EnrpMessage message) {
		ByteBuf out = Unpooled.buffer();
		EnrpCodec.encode(message, out);
		return ByteBufUtil.getBytes(out);
	}

	List<ServerInformation> othersOf(FakePeer asked) {
		return this.peers.stream().filter((peer) -> peer.live && peer != asked).map(FakePeer::information).toList();
	}

	/** What a peer gives when it is asked for everything: what all live ones own. */
	List<PoolEntry> tableOf(FakePeer asked) {
		List<PoolEntry> all = new ArrayList<>(asked.table());
		this.peers.stream().filter((peer) -> peer.live && peer != asked).forEach((peer) -> all.addAll(peer.table()));
		return all;
	}

	// --- elements

	/** Nobody answers at this host any more: connections are lost, dials refused. */
	void silence(String host) {
		IpAddress address = IpAddress.parse(host);
		this.refusing.add(address);
		this.elementConnections.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(address))
			.map(Map.Entry::getKey)
			.toList()
			.forEach(this::lose);
	}

	/** The host is there again. */
	void revive(String host) {
		this.silent.remove(IpAddress.parse(host));
		this.refusing.remove(IpAddress.parse(host));
	}

	/** The host takes connections, but answers no keep-alive any more. */
	void mute(String host) {
		this.silent.add(IpAddress.parse(host));
	}

	ConnectionId connect(String address) {
		ConnectionId connection = this.world.nextConnection();
		this.lastPort++;
		this.elementConnections.put(connection, IpAddress.parse(address));
		this.machine.connectionUp(connection, Protocol.ASAP, Registrar.LISTENER,
				Registrar.endpoint(address, this.lastPort), false, now());
		pump();
		return connection;
	}

	/** Registers a listening element that must be accepted. */
	ConnectionId registered(int id, String address) {
		return registered(Registrar.POOL, Registrar.listening(id, address), address);
	}

	ConnectionId registered(PoolHandle handle, PoolElementParameter element, String address) {
		ConnectionId connection = connect(address);
		if (register(connection, handle, element).rejected()) {
			throw new AssertionError("Rejected: " + element);
		}
		return connection;
	}

	RegistrationResponse register(ConnectionId from, PoolHandle handle, PoolElementParameter element) {
		runs(handle, element);
		receive(from, new Registration(handle, element));
		List<RegistrationResponse> answers = this.world.sentTo(from, RegistrationResponse.class);
		return answers.get(answers.size() - 1);
	}

	/** Whether a new ASAP connection is closed at once. */
	boolean isClosedToElements() {
		ConnectionId connection = this.world.nextConnection();
		this.lastPort++;
		this.machine.connectionUp(connection, Protocol.ASAP, Registrar.LISTENER,
				Registrar.endpoint("198.51.100.99", this.lastPort), false, now());
		boolean closed = this.world.hasClosed(connection);
		if (!closed) {
			this.machine.connectionLost(connection, "end of test", now());
		}
		pump();
		return closed;
	}

	/** Keep-alives to the elements of a host, over whatever connection. */
	List<EndpointKeepAlive> keepAlives(String host) {
		return List.copyOf(this.keepAlives.getOrDefault(IpAddress.parse(host), List.of()));
	}

	/** Keep-alives to a host that ask it to take this server as its home. */
	List<EndpointKeepAlive> homeCalls(String host) {
		return keepAlives(host).stream().filter(EndpointKeepAlive::homeWanted).toList();
	}

	boolean has(int id) {
		return element(id) != null;
	}

	@Nullable ElementSnapshot element(int id) {
		return element(Registrar.POOL, id);
	}

	@Nullable ElementSnapshot element(PoolHandle handle, int id) {
		return this.machine.pool(handle, null, 100_000, now())
			.flatMap((pool) -> pool.elements()
				.stream()
				.filter((element) -> element.id().equals(Registrar.id(id)))
				.findFirst())
			.orElse(null);
	}

	ElementSnapshot the(int id) {
		return the(Registrar.POOL, id);
	}

	ElementSnapshot the(PoolHandle handle, int id) {
		ElementSnapshot element = element(handle, id);
		if (element == null) {
			throw new AssertionError("No element " + id + " in " + handle);
		}
		return element;
	}

	PoolSnapshot pool(PoolHandle handle) {
		return this.machine.pool(handle, null, 100_000, now()).orElseThrow();
	}

	long counted(String counter) {
		Long count = snapshot().counters().get(counter);
		if (count == null) {
			throw new AssertionError("No counter " + counter + " among " + snapshot().counters().keySet());
		}
		return count;
	}

	@Nullable ServerId home(int id) {
		ElementSnapshot element = element(id);
		return (element != null) ? element.home() : null;
	}

	boolean hasPool(PoolHandle handle) {
		return this.machine.pool(handle, null, 1, now()).isPresent();
	}

	// --- time

	/**
	 * Lets time pass; timers, heartbeats of live peers and failing dials come in order.
	 */
	void advance(long millis) {
		long end = now() + millis;
		pump();
		while (true) {
			long next = nextHappening();
			if (next > end) {
				break;
			}
			this.world.advance(this.machine, Math.max(0, next - now()));
			pump();
			heartbeats();
			failDials();
		}
		this.world.advance(this.machine, end - now());
		pump();
	}

	void advance(TimerName timer) {
		advance(millis(timer));
	}

	private long nextHappening() {
		long next = this.world.timers().values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
		for (FakePeer peer : this.peers) {
			if (peer.live && peer.connection != null) {
				next = Math.min(next, peer.nextHeartbeat);
			}
		}
		for (long failing : this.failingDials.values()) {
			next = Math.min(next, failing);
		}
		return next;
	}

	private void heartbeats() {
		for (FakePeer peer : List.copyOf(this.peers)) {
			if (peer.live && peer.connection != null && peer.nextHeartbeat <= now()) {
				peer.nextHeartbeat = now() + heartbeat();
				peer.presence(false);
			}
		}
	}

	private void failDials() {
		for (Map.Entry<ConnectionId, Long> dial : List.copyOf(this.failingDials.entrySet())) {
			if (dial.getValue() <= now() && this.failingDials.remove(dial.getKey()) != null) {
				this.machine.dialFailed(dial.getKey(), DialFailure.UNREACHABLE, now());
			}
		}
		pump();
	}

	/** Lets peers and elements take what was sent and dialled, until nothing is left. */
	void pump() {
		if (this.pumping) {
			return;
		}
		this.pumping = true;
		try {
			while (closeOne() || dialOne() || deliverOne()) {
				continue;
			}
		}
		finally {
			this.pumping = false;
		}
	}

	private boolean closeOne() {
		if (this.closedSeen == this.world.closedCount()) {
			return false;
		}
		ConnectionId connection = this.world.closed(this.closedSeen++).connection();
		FakePeer peer = this.connections.remove(connection);
		if (peer != null && connection.equals(peer.connection)) {
			peer.connection = null;
		}
		this.elementConnections.remove(connection);
		this.failingDials.remove(connection);
		return true;
	}

	private boolean dialOne() {
		if (this.dialsSeen == this.world.dialCount()) {
			return false;
		}
		RecordingEffects.Dialled dial = this.world.dialled(this.dialsSeen++);
		if (this.world.hasClosed(dial.connection())) {
			return true;
		}
		if (dial.protocol() == Protocol.ASAP) {
			dialElement(dial);
		}
		else {
			dialPeer(dial);
		}
		return true;
	}

	private void dialElement(RecordingEffects.Dialled dial) {
		if (this.refusing.contains(dial.to().address())) {
			this.machine.dialFailed(dial.connection(), DialFailure.REFUSED, now());
			return;
		}
		this.elementConnections.put(dial.connection(), dial.to().address());
		up(dial);
	}

	private void dialPeer(RecordingEffects.Dialled dial) {
		FakePeer peer = this.peers.stream()
			.filter((candidate) -> candidate.address.equals(dial.to()))
			.reduce((first, second) -> second)
			.orElse(null);
		FakePeer.Host host = (peer != null) ? peer.host : FakePeer.Host.UNREACHABLE;
		switch (host) {
			case LISTENING -> {
				if (peer != null) {
					this.connections.put(dial.connection(), peer);
					if (peer.connection == null) {
						peer.connection = dial.connection();
					}
				}
				up(dial);
			}
			case REFUSING -> this.machine.dialFailed(dial.connection(), DialFailure.REFUSED, now());
			case UNREACHABLE -> this.failingDials.put(dial.connection(), now() + DIAL_TIMEOUT);
			case MUTE -> {
			}
		}
	}

	private void up(RecordingEffects.Dialled dial) {
		this.machine.connectionUp(dial.connection(), dial.protocol(), Registrar.endpoint("192.0.2.2", 50_000),
				dial.to(), true, now());
	}

	private boolean deliverOne() {
		if (this.sentSeen == this.world.sentCount()) {
			return false;
		}
		RecordingEffects.Sent next = this.world.sent(this.sentSeen++);
		if (next.message() instanceof EnrpMessage message) {
			FakePeer peer = this.connections.get(next.to());
			if (peer != null) {
				peer.heard(next);
				if (peer.live) {
					react(peer, message, next.to());
				}
			}
		}
		else if (next.message() instanceof EndpointKeepAlive ask) {
			IpAddress host = this.elementConnections.get(next.to());
			if (host != null) {
				this.keepAlives.computeIfAbsent(host, (key) -> new ArrayList<>()).add(ask);
				if (!this.silent.contains(host) && !this.refusing.contains(host)) {
					acknowledge(next.to(), host, ask);
				}
			}
		}
		return true;
	}

	/** All elements of the host that are members of the pool acknowledge. */
	private void acknowledge(ConnectionId connection, IpAddress host, EndpointKeepAlive ask) {
		for (PoolElementId id : this.processes.getOrDefault(new Process(host, ask.handle()), Set.of())) {
			this.machine.received(connection, new EndpointKeepAliveAck(ask.handle(), id), now());
		}
	}

	/** An element runs at its host, wherever it is registered. */
	void runs(PoolHandle handle, PoolElementParameter element) {
		TransportParameter where = (element.asapTransport() != null) ? element.asapTransport()
				: element.userTransport();
		for (IpAddress host : addresses(where)) {
			this.processes.computeIfAbsent(new Process(host, handle), (key) -> new LinkedHashSet<>()).add(element.id());
		}
	}

	private static List<IpAddress> addresses(TransportParameter transport) {
		if (transport instanceof SctpTransport sctp) {
			return sctp.addresses();
		}
		return (transport instanceof TcpTransport tcp) ? List.of(tcp.address()) : List.of();
	}

	/** A peer answers on the connection on which it was asked. */
	private static void react(FakePeer peer, EnrpMessage message, ConnectionId on) {
		ConnectionId usual = peer.connection;
		peer.connection = on;
		peer.reacts(message);
		if (usual != null) {
			peer.connection = usual;
		}
	}

	// --- what the server knows and tells

	@Nullable PeerSnapshot peer(FakePeer peer) {
		return peer(peer.id);
	}

	@Nullable PeerSnapshot peer(ServerId id) {
		return snapshot().peers().stream().filter((peer) -> peer.id().equals(id)).findFirst().orElse(null);
	}

	PeerSnapshot known(FakePeer peer) {
		PeerSnapshot known = peer(peer.id);
		if (known == null) {
			throw new AssertionError("The server does not know " + peer + " but " + snapshot().peers());
		}
		return known;
	}

	@Nullable PeerStatus status(FakePeer peer) {
		PeerSnapshot known = peer(peer.id);
		return (known != null) ? known.status() : null;
	}

	/** The checksum over what the server holds for a peer. */
	int expected(FakePeer peer) {
		return known(peer).audit().expected();
	}

	EnrpSnapshot snapshot() {
		return this.machine.snapshot(now());
	}

	<E extends RserpoolEvent> List<E> events(Class<E> type) {
		return this.world.events(type);
	}

	/** Dials to ENRP servers. */
	List<RecordingEffects.Dialled> peerDials() {
		return this.world.dialled().stream().filter((dial) -> dial.protocol() == Protocol.ENRP).toList();
	}

	List<RecordingEffects.Dialled> dialsTo(FakePeer peer) {
		return peerDials().stream().filter((dial) -> dial.to().equals(peer.address)).toList();
	}

	long millis(TimerName timer) {
		return this.config.timing().millis(timer);
	}

	/** PEER-HEARTBEAT-CYCLE. */
	long heartbeat() {
		return millis(TimerName.PEER_HEARTBEAT_CYCLE);
	}

	/** Silence after which a peer is dead. */
	long death() {
		return millis(TimerName.MAX_TIME_LAST_HEARD) + millis(TimerName.MAX_TIME_NO_RESPONSE);
	}

	ServerInformation information() {
		return new ServerInformation(this.id, transport(this.address));
	}

	/** Lets a silent peer die and everything that follows end. */
	void waitForTakeover() {
		advance(death() + millis(TimerName.TAKEOVER_DELAY) + millis(TimerName.TAKEOVER_EXPIRY) + 1);
	}

	long now() {
		return this.world.now();
	}

	/**
	 * What acknowledges keep-alives.
	 *
	 * @param host where it runs
	 * @param handle a pool that it is in
	 */
	private record Process(IpAddress host, PoolHandle handle) {

	}

}
