package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.AddressScope;
import io.rserpool.enrp.EnrpConfig;
import io.rserpool.enrp.EnrpServerMachine;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.EnrpTimer;
import io.rserpool.enrp.Limits;
import io.rserpool.enrp.PeeringConfig;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.session.LinkTuning;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Listener;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.Network;
import io.rserpool.transport.SharedPort;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireLimits;

/**
 * Joins a server machine, its driver and a network. Each start makes them anew, as a
 * server begins with nothing and with a new id (RFC 5353 section 3.2).
 */
final class DefaultEnrpServer implements EnrpServer {

	private static final long OPEN_MILLIS = 10_000;

	private static final long CLOSE_MILLIS = 1_000;

	private static final long HAND_OVER_MILLIS = 5_000;

	private static final long HAND_OVER_STEP_MILLIS = 50;

	private final EnrpServerBuilder settings;

	private final Network network;

	private volatile ServerId id;

	private volatile @Nullable Running running;

	DefaultEnrpServer(EnrpServerBuilder settings) {
		this.settings = settings;
		this.network = (settings.network != null) ? settings.network : SharedNetwork.tcp();
		this.id = newId();
	}

	private ServerId newId() {
		if (this.settings.id != null) {
			return this.settings.id;
		}
		RandomGenerator random = (this.settings.seed != null) ? new SplittableRandom(this.settings.seed)
				: new SecureRandom();
		int value = random.nextInt();
		return ServerId.of((value != 0) ? value : 1);
	}

	@Override
	public synchronized void start() {
		if (this.running != null) {
			return;
		}
		RandomGenerator random = new SplittableRandom(
				(this.settings.seed != null) ? this.settings.seed : new SecureRandom().nextLong());
		Loop loop = this.network.newLoop();
		MachineDriver<EnrpTimer> driver = new MachineDriver<>(this.id.toString(), this.network, loop,
				this.settings.events,
				ConnectionOptions.DEFAULT.withConnectTimeout(this.settings.timing.get(TimerName.KEEP_ALIVE_TIMEOUT))
					.withLimits(limits(WireLimits.DEFAULT)));
		driver.dialWith(Protocol.ENRP, peerOptions());
		EnrpServerMachine machine = new EnrpServerMachine(config(), random, driver);
		driver.drive(machine);
		try {
			this.running = open(loop, driver, machine);
		}
		catch (RuntimeException ex) {
			driver.close();
			throw ex;
		}
	}

	private Running open(Loop loop, MachineDriver<EnrpTimer> driver, EnrpServerMachine machine) {
		join(loop, driver, Protocol.ASAP, this.settings.announceGroup, "announcements");
		join(loop, driver, Protocol.ENRP, this.settings.presenceGroup, "presences");
		Listener enrp = null;
		PeerAddresses peers = new PeerAddresses("Peers", this.settings.peers);
		if (this.settings.enrpAddress != null) {
			enrp = listen(loop, driver, Protocol.ENRP, this.settings.enrpAddress,
					(bound, now) -> machine.peerTransport(peerTransport(bound)));
			driver.submit(mentors(machine, peers.resolve()));
		}
		// Begins before the first client is let in, and knows its real port then.
		Listener asap = listen(loop, driver, Protocol.ASAP, this.settings.asapAddress, (bound, now) -> {
			machine.announceTransports(transports(bound));
			machine.start(now);
		});
		if (enrp != null && peers.hasNames()) {
			peers.watch(this.settings.timing.millis(TimerName.REDIAL_MAX),
					(addresses) -> driver.submit(mentors(machine, addresses)));
		}
		return new Running(loop, driver, machine, peers, asap, enrp);
	}

	private static LongFunction<@Nullable Void> mentors(EnrpServerMachine machine, List<Endpoint> addresses) {
		return (now) -> {
			machine.mentors(addresses, now);
			return null;
		};
	}

	private static void join(Loop loop, MachineDriver<EnrpTimer> driver, Protocol protocol,
			@Nullable InetSocketAddress group, String what) {
		if (group == null) {
			return;
		}
		try {
			Futures.join(loop, driver.join(protocol, group), OPEN_MILLIS, () -> "Joining the group");
		}
		catch (RuntimeException ex) {
			throw startFailure(group, protocol, "The multicast group " + group + " cannot be joined", ex,
					"Choose a host with a network that can multicast, or do without " + what);
		}
	}

	private Listener listen(Loop loop, MachineDriver<EnrpTimer> driver, Protocol protocol, InetSocketAddress address,
			ObjLongConsumer<InetSocketAddress> opened) {
		ConnectionOptions options = (protocol == Protocol.ENRP) ? peerOptions()
				: ConnectionOptions.DEFAULT.withLimits(limits(WireLimits.REGISTRAR));
		try {
			CompletableFuture<Listener> opening = (protocol == Protocol.ASAP)
					? driver.listen(SharedPort.ofServer(driver.entrance(protocol, options, opened), loop,
							LinkTuning.of(this.settings.timing)), address, acceptLimits())
					: driver.listen(protocol, address, options, acceptLimits(), opened);
			return Futures.join(loop, opening, OPEN_MILLIS, () -> "Opening the " + protocol + " port");
		}
		catch (RuntimeException ex) {
			throw startFailure(address, protocol,
					"The " + protocol + " port " + address.getPort() + " on " + address.getHostString()
							+ " cannot be opened",
					ex, "Stop the process that has it, or choose another address or port");
		}
	}

	private ConnectionOptions peerOptions() {
		return ConnectionOptions.ofPeer(this.settings.timing).withLimits(limits(WireLimits.DEFAULT));
	}

	private WireLimits limits(WireLimits limits) {
		return limits.withStrictRfc(this.settings.strictRfc);
	}

	private static RserpoolStartException startFailure(InetSocketAddress address, Protocol protocol, String what,
			RuntimeException failure, String remedy) {
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		return new RserpoolStartException(address, protocol, what + ": " + cause.getMessage() + ". " + remedy, cause);
	}

	private SctpTransport peerTransport(InetSocketAddress bound) {
		return new SctpTransport(bound.getPort(), TransportUse.DATA_ONLY,
				addresses(bound).stream().map(IpAddress::of).toList());
	}

	private List<InetAddress> addresses(InetSocketAddress bound) {
		return bound.getAddress().isAnyLocalAddress() ? this.network.localAddresses() : List.of(bound.getAddress());
	}

	private List<TransportParameter> transports(InetSocketAddress bound) {
		return addresses(bound).stream()
			.<TransportParameter>map(
					(address) -> new TcpTransport(bound.getPort(), TransportUse.DATA_ONLY, IpAddress.of(address)))
			.toList();
	}

	private AcceptLimits acceptLimits() {
		Limits limits = this.settings.limits;
		return limits.enabled()
				? AcceptLimits.DEFAULT.withConnections(limits.connections(), limits.connectionsPerAddress())
				: AcceptLimits.OFF;
	}

	private EnrpConfig config() {
		EnrpServerBuilder settings = this.settings;
		EnrpConfig defaults = EnrpConfig.of(this.id, settings.timing);
		AddressScope scope = (settings.minAddressScope != null) ? settings.minAddressScope
				: settings.asapAddress.getAddress().isLoopbackAddress() ? AddressScope.LOOPBACK : AddressScope.SITE;
		int items = (settings.maxResolutionItems != null) ? settings.maxResolutionItems : defaults.maxResolutionItems();
		PeeringConfig peering = ((settings.peering != null) ? settings.peering : defaults.peering())
			.withMulticastPresence(settings.presenceGroup != null);
		return new EnrpConfig(this.id, settings.timing, settings.limits, settings.addressCheck, scope, items,
				defaults.maxBadReports(), defaults.lifeInMilliseconds(), settings.strictRfc,
				settings.announceGroup != null, peering);
	}

	@Override
	public synchronized void close() {
		Running ended = this.running;
		if (ended == null) {
			return;
		}
		this.running = null;
		ended.peers.close();
		handOver(ended);
		ended.driver.submit((now) -> {
			ended.machine.stop(now);
			return now;
		});
		Futures.within(ended.loop, ended.driver.close(), CLOSE_MILLIS);
		this.id = newId();
	}

	/**
	 * Lets elements go to other servers first, if that is wanted: for five seconds at
	 * most.
	 */
	private static void handOver(Running ended) {
		if (ended.loop.inLoop()) {
			return;
		}
		int left = Futures.join(ended.loop, ended.driver.submit(ended.machine::handOver), CLOSE_MILLIS,
				() -> "Handing elements over");
		for (long waited = 0; left > 0 && waited < HAND_OVER_MILLIS; waited += HAND_OVER_STEP_MILLIS) {
			Futures.within(ended.loop, new CompletableFuture<>(), HAND_OVER_STEP_MILLIS);
			left = Futures.join(ended.loop, ended.driver.submit(ended.machine::ownedCount), CLOSE_MILLIS,
					() -> "Handing elements over");
		}
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public ServerId id() {
		Running now = this.running;
		return (now != null) ? now.machine.id() : this.id;
	}

	@Override
	public InetSocketAddress asapAddress() {
		Running now = this.running;
		return (now != null) ? now.asap.boundAddress() : this.settings.asapAddress;
	}

	@Override
	public @Nullable InetSocketAddress enrpAddress() {
		Running now = this.running;
		Listener enrp = (now != null) ? now.enrp : null;
		return (enrp != null) ? enrp.boundAddress() : this.settings.enrpAddress;
	}

	@Override
	public Timing timing() {
		return this.settings.timing;
	}

	@Override
	public EventStream events() {
		return this.settings.events;
	}

	@Override
	public CompletableFuture<EnrpSnapshot> snapshot() {
		return ask((machine) -> machine::snapshot);
	}

	@Override
	public CompletableFuture<Boolean> auditNow(ServerId peer) {
		return ask((machine) -> (now) -> machine.auditNow(peer, now));
	}

	@Override
	public CompletableFuture<List<PoolSnapshot>> pools(@Nullable PoolHandle after, int limit, int elementsPerPool) {
		requireRange("limit", limit, 1);
		requireRange("elementsPerPool", elementsPerPool, 0);
		return ask((machine) -> (now) -> machine.pools(after, limit, elementsPerPool, now));
	}

	@Override
	public CompletableFuture<Optional<PoolSnapshot>> pool(PoolHandle handle, @Nullable PoolElementId after, int limit) {
		requireRange("limit", limit, 0);
		return ask((machine) -> (now) -> machine.pool(handle, after, limit, now));
	}

	private static void requireRange(String name, int value, int least) {
		if (value < least || value > 1_000) {
			throw new IllegalArgumentException(
					name + " " + value + " is out of range, allowed is " + least + " to 1000");
		}
	}

	private <T> CompletableFuture<T> ask(java.util.function.Function<EnrpServerMachine, LongFunction<T>> question) {
		Running now = this.running;
		if (now == null) {
			return CompletableFuture.failedFuture(new IllegalStateException("The ENRP server is not running"));
		}
		return now.driver.submit(question.apply(now.machine));
	}

	private record Running(Loop loop, MachineDriver<EnrpTimer> driver, EnrpServerMachine machine, PeerAddresses peers,
			Listener asap, @Nullable Listener enrp) {

	}

}
