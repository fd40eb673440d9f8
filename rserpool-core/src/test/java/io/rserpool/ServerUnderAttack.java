package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.rserpool.event.EventStream;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real ENRP server on loopback with one element and one user that behave well, and what
 * it counts and tells.
 */
final class ServerUnderAttack implements AutoCloseable {

	static final PoolHandle POOL = PoolHandle.of("EchoPool");

	static final Timing TIMING = Timing.of(Profile.FAST);

	private final ImpatientNetwork network = new ImpatientNetwork();

	private final List<RserpoolEvent> events = new CopyOnWriteArrayList<>();

	private final List<RserpoolEvent> elementEvents = new CopyOnWriteArrayList<>();

	private final EnrpServer server = EnrpServer.builder()
		.asapAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
		.timing(TIMING)
		.network(this.network)
		.build();

	private final AsapEndpoint elementEndpoint;

	private final AsapEndpoint userEndpoint;

	private final PoolElement element;

	private final PoolUser user;

	ServerUnderAttack() {
		this.server.events().subscribe((occurrence) -> this.events.add(occurrence.event()));
		this.server.start();
		EventStream stream = new EventStream();
		stream.subscribe((occurrence) -> this.elementEvents.add(occurrence.event()));
		this.elementEndpoint = endpoint("element", stream);
		this.userEndpoint = endpoint("user", new EventStream());
		this.element = PoolElement.builder(POOL)
			.id(new PoolElementId(1))
			.transport(transport(7001))
			.endpoint(this.elementEndpoint)
			.build();
		// Each selection asks the server.
		this.user = PoolUser.builder()
			.endpoint(this.userEndpoint)
			.staleCacheValue(Duration.ZERO)
			.serveStale(false)
			.subscribe(false)
			.build();
		this.elementEndpoint.start();
		this.element.start();
		this.user.start();
		assertBystandersAreWell();
	}

	AsapEndpoint endpoint(String name, EventStream stream) {
		return AsapEndpoint.builder()
			.name(name)
			.enrpServers(List.of(this.server.asapAddress()))
			.timing(TIMING)
			.events(stream)
			.build();
	}

	static TcpTransport transport(int port) {
		return new TcpTransport(port, TransportUse.DATA_ONLY, IpAddress.parse("127.0.0.1"));
	}

	EnrpServer server() {
		return this.server;
	}

	PoolUser user() {
		return this.user;
	}

	/**
	 * A connection from an address of its own, as events are told once a second and
	 * address.
	 */
	Attacker attacker(String from) {
		return new Attacker(from, this.server.asapAddress());
	}

	long counted(String counter) {
		return this.server.snapshot().join().counters().get(counter);
	}

	void awaitCount(String counter, long count) {
		await().untilAsserted(() -> assertThat(counted(counter)).as(counter).isEqualTo(count));
	}

	<E extends RserpoolEvent> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** The user still finds the element, which never lost its place nor its server. */
	void assertBystandersAreWell() {
		assertThat(this.user.populate(POOL)).succeedsWithin(Duration.ofSeconds(2))
			.satisfies((selections) -> assertThat(selections).extracting(Selection::id).contains(new PoolElementId(1)));
		assertThat(this.element.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(events(RserpoolEvent.ElementSuspended.class)).isEmpty();
		assertThat(events(RserpoolEvent.ElementRemoved.class)).isEmpty();
		assertThat(this.elementEvents.stream().filter(RserpoolEvent.ServerHuntStarted.class::isInstance))
			.hasSizeLessThanOrEqualTo(1);
		assertThat(this.elementEvents).doesNotHaveAnyElementsOfTypes(RserpoolEvent.RegistrationFailed.class,
				RserpoolEvent.RegistrationEnded.class);
	}

	@Override
	public void close() {
		this.user.close();
		this.userEndpoint.close();
		this.element.close();
		this.elementEndpoint.close();
		this.server.close();
		this.network.close();
	}

}
