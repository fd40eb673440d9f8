package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.asap.AsapConfig;
import io.rserpool.asap.AsapEndpointMachine;
import io.rserpool.asap.AsapSnapshot;
import io.rserpool.asap.AsapTimer;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.DatagramPort;
import io.rserpool.transport.KeepAlive;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.Network;
import io.rserpool.transport.TcpNetwork;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.WireLimits;

/**
 * Joins an endpoint machine, its driver and a network.
 */
final class DefaultAsapEndpoint implements AsapEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(AsapEndpoint.class);

	private static final long CLOSE_MILLIS = 1_000;

	/** Least time between two look-ups of the same name. */
	private static final long LOOK_UP_MILLIS = 5_000;

	private final AsapEndpointBuilder settings;

	private final Network network;

	private CacheSettings cache;

	private boolean cacheChosen;

	/**
	 * Whether all servers are on this host, so that nobody else need reach the listener.
	 */
	private volatile boolean localOnly;

	private volatile @Nullable Running running;

	private @Nullable RunningSessions sessions;

	DefaultAsapEndpoint(AsapEndpointBuilder settings) {
		this(settings, CacheSettings.DEFAULT);
	}

	private DefaultAsapEndpoint(AsapEndpointBuilder settings, CacheSettings cache) {
		this.settings = settings;
		this.cache = cache;
		this.network = (settings.network != null) ? settings.network : SharedNetwork.tcp();
	}

	/**
	 * Returns the endpoint for a pool user with the given wishes: this one, or another
	 * one with a connection of its own if this one's cache works otherwise.
	 */
	synchronized DefaultAsapEndpoint withCache(CacheSettings wanted) {
		if (!this.cacheChosen && this.running == null) {
			this.cache = wanted;
			this.cacheChosen = true;
		}
		return this.cache.equals(wanted) ? this : new DefaultAsapEndpoint(this.settings, wanted);
	}

	@Override
	public synchronized void start() {
		if (this.running != null) {
			return;
		}
		RandomGenerator random = (this.settings.seed != null) ? new SplittableRandom(this.settings.seed)
				: new SecureRandom();
		Loop loop = this.network.newLoop();
		Timing timing = this.settings.timing;
		MachineDriver<AsapTimer> driver = new MachineDriver<>(this.settings.name, this.network, loop,
				this.settings.events, options().withConnectTimeout(timing.get(TimerName.T5_SERVER_HUNT)));
		PeerAddresses servers = new PeerAddresses("ENRP servers of '" + this.settings.name + "'",
				this.settings.enrpServers);
		AsapEndpointMachine machine = new AsapEndpointMachine(config(resolved(servers)), random, driver);
		driver.drive(machine);
		if (this.settings.announceGroup != null) {
			driver.join(Protocol.ASAP, this.settings.announceGroup).whenComplete((joined, failure) -> {
				if (failure != null) {
					logger.warn("Multicast group {} cannot be joined; only configured ENRP servers are used",
							this.settings.announceGroup, failure);
				}
			});
		}
		driver.execute(machine::start);
		if (servers.hasNames() && this.network instanceof TcpNetwork) {
			// Servers that come back elsewhere, as in a cluster, are found by their names
			servers.watch(Math.max(LOOK_UP_MILLIS, timing.millis(TimerName.REDIAL_MAX)),
					(addresses) -> driver.execute((now) -> machine.servers(addresses, now)));
		}
		this.running = new Running(loop, driver, machine, servers, new Lazy());
	}

	private List<Endpoint> resolved(PeerAddresses addresses) {
		List<Endpoint> servers = addresses.resolve();
		if (servers.isEmpty() && !this.settings.enrpServers.isEmpty() && this.settings.announceGroup == null) {
			throw new IllegalArgumentException("No ENRP server of " + this.settings.enrpServers
					+ " has a known address; correct the names, or start when they can be resolved");
		}
		this.localOnly = this.settings.announceGroup == null
				&& servers.stream().allMatch((server) -> server.toSocketAddress().getAddress().isLoopbackAddress());
		return servers;
	}

	private AsapConfig config(List<Endpoint> servers) {
		AsapConfig config = AsapConfig.of(servers, this.settings.timing).withStrictRfc(this.settings.strictRfc);
		Duration stale = this.cache.stale;
		config = config.withCache((stale != null) ? stale.toMillis() : config.staleCacheMillis(), this.cache.serveStale,
				this.cache.subscribe);
		if (this.settings.policyUpdateInterval != null) {
			config = config.withPolicyUpdateMillis(this.settings.policyUpdateInterval.toMillis());
		}
		return config;
	}

	/**
	 * Opens the ASAP listener, once: with the first element [T-6].
	 * @return done whether it could be opened or not; without it the element goes on
	 */
	CompletableFuture<?> listener(Running now) {
		return this.settings.listen ? now.listener.get(() -> openListener(now))
				: CompletableFuture.completedFuture(null);
	}

	private ConnectionOptions options() {
		return ConnectionOptions.DEFAULT.withKeepAlive(KeepAlive.ofHome(this.settings.timing))
			.withLimits(WireLimits.DEFAULT.withStrictRfc(this.settings.strictRfc));
	}

	private CompletableFuture<?> openListener(Running now) {
		InetAddress address = this.localOnly ? InetAddress.getLoopbackAddress() : new InetSocketAddress(0).getAddress();
		return now.driver.listen(Protocol.ASAP, new InetSocketAddress(address, 0),
				// The server that dials may become the home server [T-4]
				options(), AcceptLimits.DEFAULT)
			.thenAccept((listener) -> now.driver
				.execute((time) -> now.machine.listenerOpened(Endpoint.of(listener.boundAddress()))))
			.exceptionally((failure) -> {
				logger.warn("'{}' cannot open an ASAP listener; servers cannot dial its elements", this.settings.name,
						failure);
				return null;
			});
	}

	/** What is running now, or null. */
	@Nullable Running current() {
		return this.running;
	}

	Running running() {
		Running now = this.running;
		if (now == null) {
			throw new IllegalStateException("The ASAP endpoint '" + this.settings.name + "' is not started");
		}
		return now;
	}

	/** Gives the session port of an element what it shares with this endpoint. */
	SessionServerBuilder prepare(SessionServerBuilder server) {
		server.events(this.settings.events).network(this.network).timing(this.settings.timing);
		if (this.settings.seed != null) {
			server.seed(this.settings.seed + 2);
		}
		if (this.settings.completeOnLoop && server.executor == null) {
			server.executor(Runnable::run);
		}
		return server;
	}

	/** The sessions of this endpoint's users; begun with the first. */
	synchronized RunningSessions sessions() {
		Running now = running();
		RunningSessions begun = this.sessions;
		if (begun == null) {
			begun = new RunningSessions(this.settings.name, this.network, this.settings.events, this.settings.seed,
					this.settings.strictRfc, now);
			this.sessions = begun;
		}
		return begun;
	}

	/** Opens a UDP port and waits until it is. */
	DatagramSender openDatagrams(InetSocketAddress local, DatagramHandler handler) {
		Running now = running();
		DefaultDatagramSender sender = new DefaultDatagramSender(handler, now.machine.cache(), callbacks());
		CompletableFuture<DatagramPort> port = this.network.openDatagrams(local, now.loop, sender::received)
			.exceptionally((failure) -> {
				throw new RserpoolException("UDP port " + local + " cannot be opened: " + failure.getMessage(),
						failure);
			});
		sender.opened(Futures.join(now.loop, port, Futures.LONG_ENOUGH_MILLIS, () -> "Opening of UDP port " + local));
		return sender;
	}

	Executor callbacks() {
		// On virtual time no other thread may come into play, or no run is like another.
		return (this.settings.completeOnLoop || !(this.network instanceof TcpNetwork)) ? Runnable::run
				: Futures.CALLBACKS;
	}

	@Override
	public synchronized void close() {
		Running ended = this.running;
		if (ended == null) {
			return;
		}
		this.running = null;
		RunningSessions open = this.sessions;
		if (open != null) {
			this.sessions = null;
			open.close();
		}
		ended.servers.close();
		ended.driver.submit((now) -> {
			ended.machine.stop(now);
			return now;
		});
		Futures.within(ended.loop, ended.driver.close(), CLOSE_MILLIS);
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public Optional<ServerId> home() {
		Running now = this.running;
		ServerId server = (now != null) ? now.machine.homeServer() : ServerId.NONE;
		return server.isNone() ? Optional.empty() : Optional.of(server);
	}

	@Override
	public Optional<String> homeAddress() {
		Running now = this.running;
		return Optional.ofNullable((now != null) ? now.machine.homeAddress() : null).map(Endpoint::toString);
	}

	@Override
	public CompletableFuture<AsapSnapshot> snapshot() {
		Running now = this.running;
		return (now != null) ? now.driver.submit(now.machine::snapshot)
				: CompletableFuture.failedFuture(new IllegalStateException("The ASAP endpoint is not started"));
	}

	@Override
	public Timing timing() {
		return this.settings.timing;
	}

	@Override
	public EventStream events() {
		return this.settings.events;
	}

	/**
	 * What works while the endpoint is started.
	 */
	record Running(Loop loop, MachineDriver<AsapTimer> driver, AsapEndpointMachine machine, PeerAddresses servers,
			Lazy listener) {

	}

	/**
	 * What pool users want of the cache.
	 *
	 * @param stale null = the profile's value
	 */
	record CacheSettings(@Nullable Duration stale, boolean serveStale, boolean subscribe) {

		static final CacheSettings DEFAULT = new CacheSettings(null, true, true);

	}

	/**
	 * Something that is begun once.
	 */
	static final class Lazy {

		private @Nullable CompletableFuture<?> begun;

		synchronized CompletableFuture<?> get(java.util.function.Supplier<CompletableFuture<?>> begin) {
			CompletableFuture<?> future = this.begun;
			if (future == null) {
				future = begin.get();
				this.begun = future;
			}
			return future;
		}

	}

}
