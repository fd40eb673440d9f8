package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.session.CookieKeys;
import io.rserpool.session.Cookies;
import io.rserpool.session.ElementConfig;
import io.rserpool.session.ElementSessionKey;
import io.rserpool.session.ElementSessionListener;
import io.rserpool.session.ElementSessionSnapshot;
import io.rserpool.session.ElementSessions;
import io.rserpool.session.SessionTimer;
import io.rserpool.session.SignedCookies;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Listener;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.Network;
import io.rserpool.transport.TcpNetwork;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * Joins a machine of served sessions, its driver and a network.
 */
final class DefaultSessionServer implements SessionServer {

	private static final long OPEN_MILLIS = 10_000;

	/** The machine has a timer of its own for each connection. */
	private static final Duration MAX_CONNECT = Duration.ofSeconds(60);

	private static final long CLOSE_MILLIS = 1_000;

	private static final long DRAIN_STEP_MILLIS = 20;

	private final SessionServerBuilder settings;

	private final Network network;

	private final Executor callbacks;

	private final Map<ConnectionId, DefaultServedSession> served = new ConcurrentHashMap<>();

	/** The pool's other elements, in the order of the policy. */
	private volatile Supplier<List<PoolElementParameter>> others = List::of;

	private volatile IntSupplier elementId = () -> 0;

	private volatile Senders senders = new Senders(() -> null);

	private volatile @Nullable Running running;

	DefaultSessionServer(SessionServerBuilder settings) {
		this.settings = settings;
		this.network = (settings.network != null) ? settings.network : SharedNetwork.tcp();
		Executor direct = Runnable::run;
		Executor wanted = settings.executor;
		// On virtual time no other thread may come into play, or no run is like another
		this.callbacks = (wanted != null) ? wanted : (this.network instanceof TcpNetwork) ? Futures.CALLBACKS : direct;
	}

	/** Says who else is in the pool, as the policy would choose them at that moment. */
	void others(Supplier<List<PoolElementParameter>> others) {
		this.others = others;
	}

	/** Says which element it is of, at that moment. */
	void elementId(IntSupplier elementId) {
		this.elementId = elementId;
	}

	/** Most octets of a cookie's state. */
	int maxCookieState() {
		int overhead = (this.settings.cookieKeys != null) ? SignedCookies.OVERHEAD : this.settings.cookies.overhead();
		return this.settings.maxCookieSize - overhead;
	}

	private Cookies cookies() {
		CookieKeys keys = this.settings.cookieKeys;
		return (keys == null) ? this.settings.cookies : new SignedCookies(keys, this.settings.pool,
				this.settings.cookieMaxAge, () -> this.elementId.getAsInt(), System::currentTimeMillis);
	}

	/** Says who knows the users that are elements themselves. */
	void senders(Senders senders) {
		this.senders = senders;
	}

	Senders senders() {
		return this.senders;
	}

	@Override
	public synchronized void start() {
		if (this.running != null) {
			return;
		}
		Loop loop = this.network.newLoop();
		Long seed = this.settings.seed;
		RandomGenerator random = (seed != null) ? new SplittableRandom(seed) : new SecureRandom();
		MachineDriver<SessionTimer> driver = new MachineDriver<>(this.settings.name, this.network, loop,
				this.settings.events, ConnectionOptions.ofSession(MAX_CONNECT));
		ElementConfig config = new ElementConfig(this.settings.pool, this.settings.config(), this.settings.deduplicate,
				ElementConfig.DEFAULT_KEEP_MILLIS, cookies(), this::card);
		ElementSessions machine = new ElementSessions(config, random, driver,
				(key, remote) -> accepted(driver, key, remote));
		driver.drive(machine);
		AcceptLimits limits = AcceptLimits.ofSessions(this.settings.maxSessions);
		CompletableFuture<Listener> listening = driver.listen(Protocol.SESSION, this.settings.address,
				ConnectionOptions.ofSession(MAX_CONNECT), limits);
		try {
			Listener listener = Futures.join(loop, listening, OPEN_MILLIS,
					() -> "Opening " + this.settings.address + " for sessions");
			this.running = new Running(loop, driver, machine, listener);
		}
		catch (CompletionException ex) {
			driver.close();
			throw new RserpoolStartException(this.settings.address, Protocol.SESSION,
					"Port " + this.settings.address.getPort() + " for the sessions of pool '" + this.settings.pool
							+ "' cannot be opened: " + Futures.reason(ex) + ". Choose another, or 0 for any",
					ex.getCause());
		}
	}

	private ElementSessionListener accepted(MachineDriver<SessionTimer> driver, ElementSessionKey key,
			Endpoint remote) {
		DefaultServedSession session = new DefaultServedSession(this, driver, key, remote,
				new SerialExecutor(this.callbacks));
		this.served.put(key.connection(), session);
		return session;
	}

	void ended(DefaultServedSession session) {
		this.served.remove(session.connection());
	}

	SessionServerBuilder settings() {
		return this.settings;
	}

	Executor callbacks() {
		return this.callbacks;
	}

	ElementSessions machine() {
		return running().machine();
	}

	private @Nullable BusinessCard card(ConnectionId connection) {
		DefaultServedSession session = this.served.get(connection);
		if (session == null) {
			return null;
		}
		List<PoolElementParameter> dealt = this.settings.cards.deal(session, this.others.get());
		return dealt.isEmpty() ? null : new BusinessCard(this.settings.pool, dealt);
	}

	/** The pool has changed: every session gets a new card. */
	void dealAgain() {
		Running now = this.running;
		if (now != null) {
			now.driver().execute(now.machine()::dealAgain);
		}
	}

	private Running running() {
		Running now = this.running;
		if (now == null) {
			throw new IllegalStateException("The session port of pool '" + this.settings.pool + "' is not open");
		}
		return now;
	}

	@Override
	public InetSocketAddress address() {
		return running().listener().boundAddress();
	}

	@Override
	public TcpTransport transport() {
		InetSocketAddress bound = address();
		InetAddress advertised = this.settings.advertise;
		if (advertised == null) {
			advertised = bound.getAddress().isAnyLocalAddress() ? this.network.localAddresses().get(0)
					: bound.getAddress();
		}
		return new TcpTransport(bound.getPort(), TransportUse.DATA_PLUS_CONTROL, IpAddress.of(advertised));
	}

	@Override
	public int sessions() {
		return this.served.size();
	}

	@Override
	public CompletableFuture<List<ElementSessionSnapshot>> snapshot() {
		Running now = this.running;
		return (now != null) ? Futures.offLoop(now.driver().submit(now.machine()::snapshot), Futures.CALLBACKS)
				: CompletableFuture.completedFuture(List.of());
	}

	@Override
	public synchronized void close(Duration drain) {
		Running ended = this.running;
		if (ended == null) {
			return;
		}
		ended.listener().close();
		ended.driver().execute((now) -> ended.machine().refuse());
		CompletableFuture<Void> drained = new CompletableFuture<>();
		if (!drain.isZero()) {
			awaitDrained(ended, drained);
			Futures.within(ended.loop(), drained, drain.toMillis());
		}
		this.running = null;
		ended.driver().execute(ended.machine()::closeAll);
		Futures.within(ended.loop(), ended.driver().close(), CLOSE_MILLIS);
		this.served.values().forEach((session) -> session.ended("the element is closed"));
		this.served.clear();
	}

	private void awaitDrained(Running ended, CompletableFuture<Void> drained) {
		ended.driver().execute((now) -> {
			if (ended.machine().size() == 0) {
				drained.complete(null);
			}
			else {
				ended.loop().schedule(() -> awaitDrained(ended, drained), DRAIN_STEP_MILLIS);
			}
		}, (failure) -> drained.complete(null));
	}

	@Override
	public void close() {
		close(Duration.ZERO);
	}

	/**
	 * What works while the port is open.
	 */
	private record Running(Loop loop, MachineDriver<SessionTimer> driver, ElementSessions machine, Listener listener) {
	}

}
