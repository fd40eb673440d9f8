package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.PeeringConfig;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several servers with elements through the public API, in virtual time.
 */
class EnrpServersTests {

	private static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	private final MemoryNetwork network = new MemoryNetwork();

	private final List<Node> nodes = new ArrayList<>();

	private PeeringConfig peering = PeeringConfig.DEFAULT;

	@Test
	@Conformance("REQ-030")
	void threeServersThatNameEachOtherServeAndAgree() {
		start(3);

		await(this::allAgree);

		assertThat(snapshot(0).peers()).hasSize(2).allMatch((peer) -> peer.status() == PeerStatus.ACTIVE);
		assertThat(this.nodes).allMatch((node) -> node.saw(RserpoolEvent.AuditPassed.class));
	}

	@Test
	void eachServerTellsOnceOfEachPeerAndWhereItCanBeDialled() {
		start(3);
		await(this::allAgree);

		for (Node node : this.nodes) {
			List<String> others = this.nodes.stream()
				.filter((other) -> other != node)
				.map((other) -> other.host.at(9901).getAddress().getHostAddress() + ":9901")
				.toList();
			assertThat(node.events).filteredOn(RserpoolEvent.PeerUp.class::isInstance)
				.map((event) -> ((RserpoolEvent.PeerUp) event).address())
				.containsExactlyInAnyOrderElementsOf(others);
		}
	}

	@Test
	void registrationIsKnownEverywhereAtOnce() {
		start(3);
		await(this::allAgree);

		element(1, 0);
		this.network.loop().advance(Duration.ofMillis(10));

		assertThat(homes(0)).hasSize(1).isEqualTo(homes(1)).isEqualTo(homes(2));
	}

	@Test
	@Conformance({ "REQ-001", "REQ-004" })
	void elementsOfAKilledServerFindANewHomeAndNoneIsLost() {
		start(3);
		await(this::allAgree);
		for (int i = 1; i <= 6; i++) {
			element(i, i % 3);
		}
		await(() -> homes(0).size() == 6 && allAgree());

		this.nodes.get(2).host.kill();
		this.nodes.remove(2);

		await(() -> homes(0).size() == 6 && allAgree());
		assertThat(this.nodes).anyMatch((node) -> node.saw(RserpoolEvent.TakeoverWon.class));
		assertThat(this.nodes).anyMatch((node) -> node.saw(RserpoolEvent.TakenOver.class));
	}

	@Test
	void serverThatJoinsLateTakesTheTableBeforeItServes() {
		start(1);
		for (int i = 1; i <= 300; i++) {
			element(i, 0);
		}
		await(() -> homes(0).size() == 300);

		Node late = node(1, 2);
		late.server.start();

		await(() -> snapshot(1).phase() == ServerPhase.SERVING);
		assertThat(homes(1)).hasSize(300).isEqualTo(homes(0));
		assertThat(late.saw(RserpoolEvent.HandlespaceDownloaded.class)).isTrue();
	}

	@Test
	void halvesThatWereSplitAgreeAgain() {
		start(4);
		await(this::allAgree);
		for (int i = 1; i <= 8; i++) {
			element(i, i % 4);
		}
		await(() -> homes(0).size() == 8 && allAgree());

		for (int a = 0; a < 2; a++) {
			for (int b = 2; b < 4; b++) {
				this.network.blackHole(this.nodes.get(a).host, this.nodes.get(b).host);
			}
		}
		this.network.loop().advance(Duration.ofMinutes(2));
		assertThat(this.nodes).anyMatch((node) -> node.saw(RserpoolEvent.TakeoverWon.class));
		for (int a = 0; a < 2; a++) {
			for (int b = 2; b < 4; b++) {
				this.network.heal(this.nodes.get(a).host, this.nodes.get(b).host);
			}
		}

		await(() -> homes(0).size() == 8 && allAgree());
	}

	@Test
	void elementsFollowAServerThatStopsAsPlanned() {
		this.peering = PeeringConfig.DEFAULT.withTakeoverSuggestion(true);
		start(3);
		await(this::allAgree);
		for (int i = 1; i <= 6; i++) {
			element(i, 2);
		}
		await(() -> homes(0).size() == 6 && allAgree());
		ServerId stopping = this.nodes.get(2).server.id();

		this.nodes.get(2).server.close();
		this.nodes.remove(2);

		assertThat(homes(0)).hasSize(6);
		assertThat(homes(0).values()).doesNotContain(stopping);
	}

	@Test
	void elementWhoseRegistrationsAtTwoServersCrossIsNotLost() {
		start(3);
		await(this::allAgree);
		this.network.delay(this.nodes.get(0).host, this.nodes.get(1).host, Duration.ofMillis(500));
		MemoryHost host = this.network.host("192.0.2.101");
		for (int time = 1; time <= 2; time++) {
			AsapEndpoint former = endpoint("former-" + time, host, false, List.of(this.nodes.get(0).host.at(3863)));
			element(1, host, former).start();

			AsapEndpoint home = endpoint("home-" + time, host, false, List.of(this.nodes.get(1).host.at(3863)));
			element(1, host, home).start();
			former.close();
			this.network.loop().advance(Duration.ofSeconds(1));

			await(() -> homes(0).size() == 1 && allAgree());
			assertThat(homes(0).values()).containsExactly(this.nodes.get(1).server.id());
			home.close();
		}
	}

	private void start(int count) {
		for (int i = 0; i < count; i++) {
			node(i, count);
		}
		this.nodes.forEach((node) -> node.server.start());
	}

	private Node node(int index, int count) {
		MemoryHost host = this.network.host(address(index));
		List<InetSocketAddress> peers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			peers.add(new InetSocketAddress(address(i), 9901));
		}
		EnrpServer server = EnrpServer.builder()
			.network(host)
			.asapAddress(host.at(3863))
			.enrpAddress(host.at(9901))
			.peers(peers)
			.peering(this.peering)
			.seed(index + 1)
			.build();
		Node node = new Node(host, server, new ArrayList<>());
		server.events().subscribe((Occurrence occurrence) -> node.events.add(occurrence.event()));
		this.nodes.add(node);
		return node;
	}

	private static String address(int index) {
		return "192.0.2." + (index + 1);
	}

	private PoolElement element(int id, int first) {
		String address = "192.0.2." + (100 + id % 100);
		List<InetSocketAddress> servers = new ArrayList<>();
		for (int i = 0; i < this.nodes.size(); i++) {
			servers.add(this.nodes.get((first + i) % this.nodes.size()).host.at(3863));
		}
		MemoryHost host = this.network.host(address);
		PoolElement element = element(id, host, endpoint("element-" + id, host, true, servers));
		element.start();
		return element;
	}

	private static AsapEndpoint endpoint(String name, MemoryHost host, boolean listen,
			List<InetSocketAddress> servers) {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.name(name)
			.network(host)
			.enrpServers(servers)
			.listen(listen)
			.completeOnLoop(true)
			.seed(name.hashCode())
			.build();
		endpoint.start();
		return endpoint;
	}

	private static PoolElement element(int id, MemoryHost host, AsapEndpoint endpoint) {
		return PoolElement.builder(ECHO)
			.endpoint(endpoint)
			.id(new PoolElementId(id))
			.transport(new TcpTransport(7000, TransportUse.DATA_ONLY, IpAddress.of(host.at(7000).getAddress())))
			.build();
	}

	private void await(BooleanSupplier condition) {
		long end = this.network.loop().nowMillis() + 180_000;
		while (!condition.getAsBoolean() && this.network.loop().nowMillis() < end) {
			this.network.loop().advance(Duration.ofMillis(50));
		}
		assertThat(condition.getAsBoolean()).as(this::describe).isTrue();
	}

	private String describe() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.nodes.size(); i++) {
			text.append('\n').append(snapshot(i)).append('\n').append(homes(i)).append('\n');
			this.nodes.get(i).events.forEach((event) -> text.append("   ").append(event).append('\n'));
		}
		return text.toString();
	}

	private boolean allAgree() {
		for (int i = 0; i < this.nodes.size(); i++) {
			EnrpSnapshot snapshot = snapshot(i);
			boolean agrees = snapshot.phase() == ServerPhase.SERVING
					&& snapshot.peers()
						.stream()
						.filter((peer) -> peer.audit().state() == AuditState.AGREED)
						.count() == this.nodes.size() - 1
					&& snapshot.peers()
						.stream()
						.allMatch(
								(peer) -> peer.status() == PeerStatus.ACTIVE || peer.status() == PeerStatus.CANDIDATE);
			if (!agrees || !homes(i).equals(homes(0))) {
				return false;
			}
		}
		return true;
	}

	private EnrpSnapshot snapshot(int node) {
		return done(this.nodes.get(node).server.snapshot());
	}

	private Map<PoolElementId, ServerId> homes(int node) {
		Map<PoolElementId, ServerId> homes = new TreeMap<>();
		for (PoolSnapshot pool : done(this.nodes.get(node).server.pools(null, 1000, 1000))) {
			for (ElementSnapshot element : pool.elements()) {
				homes.put(element.id(), element.home());
			}
		}
		return homes;
	}

	private <T> T done(CompletableFuture<T> future) {
		this.network.loop().await(future, 1000);
		return future.join();
	}

	private record Node(MemoryHost host, EnrpServer server, List<RserpoolEvent> events) {

		boolean saw(Class<? extends RserpoolEvent> type) {
			return this.events.stream().anyMatch(type::isInstance);
		}

	}

}
