package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.asap.LegFilter;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UdpTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Elements with several transports, as a pool user in name service mode sees them, in
 * virtual time.
 */
class PoolUserLegsTests {

	private static final PoolHandle POOL = PoolHandle.of("Legs");

	private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.1", 3863);

	private final MemoryNetwork network = new MemoryNetwork();

	private final List<RserpoolEvent> told = new ArrayList<>();

	private final List<RserpoolEvent> serverTold = new ArrayList<>();

	@BeforeEach
	void start() {
		EnrpServer server = EnrpServer.builder()
			.network(this.network.host("192.0.2.1"))
			.asapAddress(SERVER)
			.seed(1)
			.build();
		server.events().subscribe((occurrence) -> this.serverTold.add(occurrence.event()));
		server.start();
	}

	@Test
	@DisplayName("R7, S4: 3 elements with 2 legs each: all first legs, then all second ones")
	void otherAnimalsFirst() {
		elements(3);
		PoolUser user = user(LegFilter.LOCAL);

		List<String> tried = new ArrayList<>();
		Selection selection = user.select(POOL);
		for (int i = 0; i < 6; i++) {
			tried.add(name(selection));
			selection = (i < 5) ? selection.failedGiveNext() : selection;
		}
		run();

		String order = tried.subList(0, 3).stream().map((name) -> name.substring(0, 1)).reduce("", String::concat);
		assertThat(order.chars().distinct().count()).isEqualTo(3);
		for (int i = 0; i < 3; i++) {
			assertThat(tried.get(i)).isEqualTo(order.charAt(i) + "1");
			assertThat(tried.get(i + 3)).isEqualTo(order.charAt(i) + "2");
		}
		assertThat(told(RserpoolEvent.LegFailed.class)).hasSize(3);
		assertThat(told(RserpoolEvent.ElementFailed.class)).hasSize(2);
		assertThat(told(RserpoolEvent.ElementReselected.class)).hasSize(5);
		assertThat(told(RserpoolEvent.LegChanged.class)).isEmpty();
	}

	@Test
	@DisplayName("R8: another leg of the same element is the last step, and no failover")
	void changeOfLeg() {
		elements(1);
		Selection first = user(LegFilter.LOCAL).select(POOL);

		Selection second = first.failedGiveNext();
		run();

		assertThat(second.id()).isEqualTo(first.id());
		assertThat(second.leg()).isEqualTo(1);
		assertThat(second.transport()).isEqualTo(first.transports().get(1));
		assertThat(second.address()).isEqualTo(new InetSocketAddress("192.0.2.11", 8000));
		assertThat(told(RserpoolEvent.LegChanged.class))
			.containsExactly(new RserpoolEvent.LegChanged(POOL, first.id(), first.transport(), second.transport()));
		assertThat(told(RserpoolEvent.ElementReselected.class)).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.5: the failure of one leg of several is reported; the server keeps the element, as it answers")
	void failureOfALegIsReported() {
		elements(2);
		Selection first = user(LegFilter.LOCAL).select(POOL);

		first.failed();
		this.network.loop().advance(Duration.ofSeconds(20));

		assertThat(this.serverTold)
			.anyMatch((event) -> event instanceof RserpoolEvent.UnreachableReported report
					&& first.id().equals(report.element()))
			.noneMatch(RserpoolEvent.ElementRemoved.class::isInstance);
	}

	@Test
	void illElementIsAvoidedUntilItsLegSucceeds() {
		elements(2);
		PoolUser user = user(LegFilter.LOCAL);
		Selection first = user.select(POOL);
		first.failed();
		Selection other = user.select(POOL);
		assertThat(other.id()).isNotEqualTo(first.id());
		assertThat(user.select(POOL)).isSameAs(other);

		first.succeeded();

		assertThat(List.of(name(user.select(POOL)), name(user.select(POOL)))).containsExactlyInAnyOrder(name(first),
				name(other));
	}

	@Test
	@DisplayName("S2: translation gives all elements with all legs, the ill ones last")
	void translation() {
		elements(3);
		PoolUser user = user(LegFilter.LOCAL);
		Selection first = user.select(POOL);
		first.failed();

		List<Selection> all = resolved(user);

		assertThat(all).hasSize(3).allSatisfy((selection) -> assertThat(selection.transports()).hasSize(2));
		assertThat(all.get(2).id()).isEqualTo(first.id());
		assertThat(all.get(2).leg()).isEqualTo(1);
		assertThat(all.get(2).policy()).isEqualTo(first.policy());
	}

	@Test
	@DisplayName("T7, R14: one element with SCTP and TCP: users with and without SCTP each get what they can use")
	void usersWithAndWithoutSctp() {
		element(1, List.of(sctp(1), tcp(1, 7000)));

		Selection without = user(LegFilter.LOCAL).select(POOL);
		assertThat(without.transport()).isInstanceOf(TcpTransport.class);
		assertThat(without.leg()).isEqualTo(1);
		assertThat(user(LegFilter.ANY).select(POOL).transport()).isInstanceOf(SctpTransport.class);
	}

	@Test
	void usersOfOneEndpointMayUseDifferentTransports() {
		element(1, List.of(sctp(1), tcp(1, 7000)));
		AsapEndpoint endpoint = endpoint(this.network.host("192.0.2.99"), "user");
		PoolUser tcp = PoolUser.builder().endpoint(endpoint).build();
		PoolUser any = PoolUser.builder().endpoint(endpoint).transports(LegFilter.ANY).build();

		for (int i = 0; i < 2; i++) {
			assertThat(tcp.select(POOL).leg()).isEqualTo(1);
			assertThat(any.select(POOL).leg()).isZero();
		}
	}

	@Test
	@DisplayName("R14: a pool without a transport that the user can use says so")
	void nothingUsable() {
		element(1, List.of(sctp(1)));
		PoolUser user = user(LegFilter.LOCAL);

		assertThatExceptionOfType(UnknownPoolException.class).isThrownBy(() -> user.select(POOL))
			.withMessageContaining("a transport that this user can use");
		assertThat(resolved(user)).isEmpty();
	}

	@Test
	@DisplayName("A leg that the user cannot use does not keep an element alive for him")
	void unusableLegsDoNotCount() {
		element(1, List.of(tcp(1, 7000), sctp(1)));
		element(2, List.of(tcp(2, 7000), sctp(2)));
		PoolUser user = user(LegFilter.LOCAL);

		user.select(POOL).failed();
		run();

		assertThat(told(RserpoolEvent.ElementFailed.class)).hasSize(1);
		assertThat(resolved(user)).hasSize(1);
	}

	@Test
	@DisplayName("Without cache the failed leg is remembered, too")
	void withoutCache() {
		elements(2);
		PoolUser user = PoolUser.builder()
			.endpoint(endpoint(this.network.host("192.0.2.99"), "user"))
			.staleCacheValue(Duration.ZERO)
			.build();
		user.start();
		Selection first = user.select(POOL);

		Selection second = first.failedGiveNext();

		assertThat(second.id()).isNotEqualTo(first.id());
		assertThat(name(second)).endsWith("1");
	}

	@Test
	@DisplayName("RFC 5354 3.6, S21: elements with UDP transports form a pool")
	void udpPool() {
		TransportParameter udp = new UdpTransport(37, IpAddress.parse("192.0.2.11"));
		element(1, List.of(udp));

		Selection selection = user(LegFilter.LOCAL).select(POOL);

		assertThat(selection.transport()).isEqualTo(udp);
		assertThat(selection.address()).isEqualTo(new InetSocketAddress("192.0.2.11", 37));
	}

	private void elements(int count) {
		for (int i = 1; i <= count; i++) {
			element(i, List.of(tcp(i, 7000), tcp(i, 8000)));
		}
	}

	private void element(int id, List<TransportParameter> legs) {
		PoolElement.builder(POOL)
			.endpoint(endpoint(this.network.host("192.0.2.1" + id), "element-" + id))
			.id(new PoolElementId(id))
			.transport(legs.get(0))
			.additionalLegs(legs.subList(1, legs.size()))
			.build()
			.start();
	}

	private static TcpTransport tcp(int id, int port) {
		return new TcpTransport(port, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.1" + id));
	}

	private static SctpTransport sctp(int id) {
		return new SctpTransport(7000, TransportUse.DATA_ONLY, List.of(IpAddress.parse("192.0.2.1" + id)));
	}

	private PoolUser user(LegFilter transports) {
		return PoolUser.builder()
			.endpoint(endpoint(this.network.host("192.0.2.99"), "user"))
			.transports(transports)
			.build();
	}

	private AsapEndpoint endpoint(MemoryHost host, String name) {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.name(name)
			.network(host)
			.enrpServers(List.of(SERVER))
			.completeOnLoop(true)
			.seed(2)
			.build();
		endpoint.events().subscribe((occurrence) -> this.told.add(occurrence.event()));
		endpoint.start();
		return endpoint;
	}

	private List<Selection> resolved(PoolUser user) {
		CompletableFuture<List<Selection>> future = user.resolve(POOL);
		this.network.loop().advance(Duration.ofSeconds(1));
		assertThat(future).isCompleted();
		return future.join();
	}

	private void run() {
		this.network.loop().runUntilIdle();
	}

	private <E> List<E> told(Class<E> kind) {
		return this.told.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	private static String name(Selection selection) {
		return (char) ('A' + selection.id().value() - 1) + "" + (selection.leg() + 1);
	}

}
