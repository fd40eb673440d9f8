package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * A few ENRP servers on hosts of their own, with elements and users that have one, too,
 * in virtual time, through the public API. Profile fast.
 */
final class ServerScope {

	static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	final MemoryNetwork network = new MemoryNetwork();

	final List<MemoryHost> hosts = new ArrayList<>();

	final List<EnrpServer> servers = new ArrayList<>();

	final List<RserpoolEvent> events = new ArrayList<>();

	private int clients;

	/** Makes servers that know each other; they do not start. */
	ServerScope(int count) {
		List<InetSocketAddress> peers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			MemoryHost host = this.network.host("192.0.2." + (i + 1));
			this.hosts.add(host);
			peers.add(host.at(9901));
		}
		for (int i = 0; i < count; i++) {
			this.servers.add(server(i, ServerId.of((i + 1) * 0x11111111), peers));
		}
	}

	private EnrpServer server(int index, ServerId id, List<InetSocketAddress> peers) {
		EnrpServer server = EnrpServer.builder()
			.network(this.hosts.get(index))
			.asapAddress(this.hosts.get(index).at(3863))
			.enrpAddress(this.hosts.get(index).at(9901))
			.peers(peers)
			.id(id)
			.seed(index)
			.build();
		server.events().subscribe((occurrence) -> this.events.add(occurrence.event()));
		return server;
	}

	/** Starts all servers and waits until they serve. */
	ServerScope started() {
		this.servers.forEach(EnrpServer::start);
		until("all servers serve", () -> this.servers.stream().allMatch(this::serves), 30_000);
		advance(3_000);
		return this;
	}

	private boolean serves(EnrpServer server) {
		CompletableFuture<ServerPhase> phase = server.snapshot().thenApply((snapshot) -> snapshot.phase());
		return this.network.loop().await(phase, 0) && phase.join() == ServerPhase.SERVING;
	}

	/** An endpoint on a host of its own that knows the given servers. */
	AsapEndpoint endpoint(int... known) {
		return builder(known).build();
	}

	AsapEndpointBuilder builder(int... known) {
		this.clients++;
		return AsapEndpoint.builder()
			.network(this.network.host("192.0.2." + (100 + this.clients)))
			.enrpServers(java.util.Arrays.stream(known).mapToObj((index) -> this.hosts.get(index).at(3863)).toList())
			.completeOnLoop(true)
			.seed(this.clients);
	}

	/** An element of the endpoint that was made last, registered. */
	PoolElement element(AsapEndpoint endpoint) {
		PoolElement element = PoolElement.builder(ECHO).endpoint(endpoint).transport(transport()).build();
		endpoint.start();
		element.start();
		return element;
	}

	TcpTransport transport() {
		return new TcpTransport(7000, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2." + (100 + this.clients)));
	}

	void advance(long millis) {
		this.network.loop().advance(Duration.ofMillis(millis));
	}

	long now() {
		return this.network.loop().nowMillis();
	}

	void until(String what, BooleanSupplier condition, long withinMillis) {
		long end = now() + withinMillis;
		while (!condition.getAsBoolean()) {
			if (now() >= end) {
				throw new AssertionError("Not within " + withinMillis + " ms: " + what);
			}
			advance(1);
		}
	}

	/** The owner of each element of the pool, as one server knows it. */
	Map<PoolElementId, ServerId> owners(EnrpServer server) {
		CompletableFuture<Optional<PoolSnapshot>> pool = server.pool(ECHO, null, 1000);
		this.network.loop().await(pool, 1_000);
		Map<PoolElementId, ServerId> owners = new LinkedHashMap<>();
		for (ElementSnapshot element : pool.join().map(PoolSnapshot::elements).orElse(List.of())) {
			owners.put(element.id(), element.home());
		}
		return owners;
	}

	EnrpServer serverOf(ServerId id) {
		return this.servers.stream().filter((server) -> server.id().equals(id)).findFirst().orElseThrow();
	}

	/** The host whose server is an element's or user's home, by address. */
	int indexOfHome(AsapEndpoint endpoint) {
		String address = endpoint.homeAddress().orElseThrow();
		for (int i = 0; i < this.hosts.size(); i++) {
			if (address.startsWith(this.hosts.get(i).address() + ":")) {
				return i;
			}
		}
		throw new AssertionError("No server at " + address);
	}

	<E extends RserpoolEvent> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
