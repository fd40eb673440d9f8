package io.rserpool;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.session.UserSessionState;
import io.rserpool.transport.Network;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * One ENRP server, elements that serve sessions and a pool user, each on a host of its
 * own, in virtual time, through the public API. Profile fast.
 */
final class SessionScope {

	static final PoolHandle CALC = PoolHandle.of("CalcPool");

	final MemoryNetwork network = new MemoryNetwork();

	final InetSocketAddress serverAddress = this.network.host("192.0.2.1").at(3863);

	/** What user and elements say of themselves, in order. */
	final List<RserpoolEvent> events = new ArrayList<>();

	final EnrpServer server = EnrpServer.builder()
		.network(this.network.host("192.0.2.1"))
		.asapAddress(this.serverAddress)
		.seed(1)
		.build();

	final Map<Integer, MemoryHost> elementHosts = new LinkedHashMap<>();

	final Map<Integer, PoolElement> elements = new LinkedHashMap<>();

	final MemoryHost userHost = this.network.host("192.0.2.99");

	/** What the pool user's host sends and receives. */
	final WireTap userTap = new WireTap(this.userHost);

	/** What the elements' hosts send and receive. */
	final Map<Integer, WireTap> taps = new LinkedHashMap<>();

	final PoolUser user;

	/** Two users with one seed would give their sessions the same names. */
	private long nextSeed = 99;

	SessionScope() {
		this.server.start();
		this.user = user(this.userTap);
	}

	PoolUser user(Network host) {
		PoolUser made = PoolUser.builder().endpoint(endpoint(host, "user", this.nextSeed++)).build();
		made.start();
		return made;
	}

	AsapEndpoint endpoint(Network host, String name, long seed) {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.name(name)
			.network(host)
			.enrpServers(List.of(this.serverAddress))
			.seed(seed)
			.build();
		endpoint.events().subscribe((occurrence) -> this.events.add(occurrence.event()));
		endpoint.start();
		return endpoint;
	}

	/**
	 * Starts the element with this number, which is its id and the end of its address.
	 */
	PoolElement element(int number, SessionHandler handler) {
		return element(number, handler, UnaryOperator.identity());
	}

	PoolElement element(int number, SessionHandler handler, UnaryOperator<SessionServerBuilder> settings) {
		MemoryHost host = this.elementHosts.computeIfAbsent(number, (key) -> this.network.host("192.0.2." + key));
		PoolElement element = PoolElement.builder(CALC)
			.endpoint(endpoint(tap(number), "element-" + number, number))
			.id(new PoolElementId(number))
			.sessions(settings.apply(SessionServer.builder(handler).address(host.at(7000))))
			.build();
		element.start();
		this.elements.put(number, element);
		return element;
	}

	/** Starts elements with these numbers; all tell the same list what they hear. */
	void elements(List<String> seen, int... numbers) {
		for (int number : numbers) {
			element(number, new ElementLog(number, seen));
		}
	}

	/** What the host of an element sends and receives. */
	WireTap tap(int number) {
		return this.taps.computeIfAbsent(number, (key) -> new WireTap(
				this.elementHosts.computeIfAbsent(number, (host) -> this.network.host("192.0.2." + host))));
	}

	static byte[] octets(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** A process dies: its connections are reset, its ports refuse. */
	void kill(int number) {
		this.elementHosts.get(number).kill();
	}

	/** The number of the element that a session is with. */
	int with(PoolSession session) {
		return session.element().map(PoolElementId::value).orElse(0);
	}

	/** Opens a session and waits until it is with an element. */
	PoolSession open(SessionOptions options) {
		PoolSession session = this.user.openSession(CALC, options);
		untilOpen(session);
		advance(20);
		return session;
	}

	void untilOpen(PoolSession session) {
		until("the session is open", () -> session.state() == UserSessionState.OPEN);
	}

	/** Waits until a session works with the element of this number. */
	void untilWith(int number, PoolSession session) {
		until("the session is with element " + number,
				() -> session.state() == UserSessionState.OPEN && with(session) == number);
		advance(20);
	}

	void advance(long millis) {
		this.network.loop().advance(Duration.ofMillis(millis));
	}

	void until(String what, BooleanSupplier condition) {
		if (!this.network.loop().runUntil(condition, Duration.ofMinutes(2))) {
			throw new AssertionError("Not within two minutes: " + what);
		}
	}

	<T> T get(CompletableFuture<T> future) {
		until("the future is done", future::isDone);
		return future.join();
	}

	<E extends RserpoolEvent> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
