package io.rserpool;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.AddressScope;
import io.rserpool.enrp.EnrpConfig;
import io.rserpool.enrp.EnrpServerMachine;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.EnrpTimer;
import io.rserpool.enrp.Limits;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Listener;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.Network;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireLimits;

/**
 * Joins a server machine, its driver and a network. Each start makes them anew, as a
 * server begins with nothing and with a new id (RFC 5353 section 3.2).
 */
final class DefaultEnrpServer implements EnrpServer {

	private static final long OPEN_MILLIS = 10_000;

	private static final long CLOSE_MILLIS = 1_000;

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
				ConnectionOptions.DEFAULT.withConnectTimeout(this.settings.timing.get(TimerName.KEEP_ALIVE_TIMEOUT)));
		EnrpServerMachine machine = new EnrpServerMachine(config(), random, driver);
		driver.drive(machine);
		Listener listener = open(loop, driver, machine);
		this.running = new Running(loop, driver, machine, listener);
	}

	private Listener open(Loop loop, MachineDriver<EnrpTimer> driver, EnrpServerMachine machine) {
		try {
			// Joined before the port opens, so that no client meets a server that is not
			// serving.
			Futures.join(loop, driver.submit((now) -> {
				machine.start(now);
				return now;
			}), OPEN_MILLIS, () -> "Starting");
			Listener listener = Futures.join(loop,
					driver.listen(Protocol.ASAP, this.settings.asapAddress,
							ConnectionOptions.DEFAULT.withLimits(WireLimits.REGISTRAR), acceptLimits()),
					OPEN_MILLIS, () -> "Opening the ASAP port");
			if (this.settings.announceGroup != null) {
				Futures.join(loop, driver.join(Protocol.ASAP, this.settings.announceGroup), OPEN_MILLIS,
						() -> "Joining the multicast group");
			}
			announce(driver, machine, listener.boundAddress());
			return listener;
		}
		catch (RuntimeException ex) {
			driver.close();
			throw startFailure(ex);
		}
	}

	private RserpoolStartException startFailure(RuntimeException failure) {
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		InetSocketAddress address = this.settings.asapAddress;
		return new RserpoolStartException(address,
				"The ASAP port " + address.getPort() + " on " + address.getHostString() + " cannot be opened: "
						+ cause.getMessage() + ". Stop the process that has it, or choose another address or port",
				cause);
	}

	private static void announce(MachineDriver<EnrpTimer> driver, EnrpServerMachine machine, InetSocketAddress bound) {
		if (!bound.getAddress().isAnyLocalAddress()) {
			driver.execute((now) -> machine.announceTransports(List
				.of(new TcpTransport(bound.getPort(), TransportUse.DATA_ONLY, IpAddress.of(bound.getAddress())))));
		}
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
		return new EnrpConfig(this.id, settings.timing, settings.limits, settings.addressCheck, scope, items,
				defaults.maxBadReports(), defaults.lifeInMilliseconds(), settings.strictRfc,
				settings.announceGroup != null);
	}

	@Override
	public synchronized void close() {
		Running ended = this.running;
		if (ended == null) {
			return;
		}
		this.running = null;
		ended.driver.execute(ended.machine::stop);
		Futures.within(ended.loop, ended.driver.close(), CLOSE_MILLIS);
		this.id = newId();
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public ServerId id() {
		return this.id;
	}

	@Override
	public InetSocketAddress asapAddress() {
		Running now = this.running;
		return (now != null) ? now.listener.boundAddress() : this.settings.asapAddress;
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

	private record Running(Loop loop, MachineDriver<EnrpTimer> driver, EnrpServerMachine machine, Listener listener) {

	}

}
