package io.rserpool.dashboard;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * An ENRP server that says what a test wants.
 */
class FakeEnrpServer implements EnrpServer {

	private final EventStream events;

	private volatile List<PoolSnapshot> pools = List.of();

	private volatile List<PeerSnapshot> peers = List.of();

	private volatile ServerPhase phase = ServerPhase.SERVING;

	private volatile boolean silent;

	FakeEnrpServer(EventStream events) {
		this.events = events;
	}

	void pools(List<PoolSnapshot> pools) {
		this.pools = List.copyOf(pools);
	}

	void peers(List<PeerSnapshot> peers) {
		this.peers = List.copyOf(peers);
	}

	void phase(ServerPhase phase) {
		this.phase = phase;
	}

	void silent(boolean silent) {
		this.silent = silent;
	}

	@Override
	public void start() {
	}

	@Override
	public void close() {
	}

	@Override
	public boolean isRunning() {
		return true;
	}

	@Override
	public ServerId id() {
		return Story.S1;
	}

	@Override
	public InetSocketAddress asapAddress() {
		return InetSocketAddress.createUnresolved("10.0.1.10", 3863);
	}

	@Override
	public @Nullable InetSocketAddress enrpAddress() {
		return InetSocketAddress.createUnresolved("10.0.1.10", 9901);
	}

	@Override
	public CompletableFuture<Boolean> auditNow(ServerId peer) {
		return CompletableFuture.completedFuture(false);
	}

	@Override
	public Timing timing() {
		return Timing.of(Profile.FAST);
	}

	@Override
	public EventStream events() {
		return this.events;
	}

	@Override
	public CompletableFuture<EnrpSnapshot> snapshot() {
		List<PoolSnapshot> pools = this.pools;
		int elements = pools.stream().mapToInt(PoolSnapshot::elementCount).sum();
		int owned = (int) pools.stream()
			.flatMap((p) -> p.elements().stream())
			.filter((e) -> e.home().equals(Story.S1))
			.count();
		Map<String, Long> counters = new HashMap<>();
		counters.put("resolutions", 4242L);
		counters.put("rejected", 0L);
		return answer(new EnrpSnapshot(Story.S1, this.phase, 130_000, pools.size(), elements, owned, 0x2acd, 5, 4,
				this.peers, counters));
	}

	@Override
	public CompletableFuture<List<PoolSnapshot>> pools(@Nullable PoolHandle after, int limit, int elementsPerPool) {
		return answer(this.pools.stream()
			.filter((p) -> after == null || p.handle().compareTo(after) > 0)
			.sorted((a, b) -> a.handle().compareTo(b.handle()))
			.limit(limit)
			.map((p) -> page(p, null, elementsPerPool))
			.toList());
	}

	@Override
	public CompletableFuture<Optional<PoolSnapshot>> pool(PoolHandle handle, @Nullable PoolElementId after, int limit) {
		return answer(this.pools.stream()
			.filter((p) -> p.handle().equals(handle))
			.map((p) -> page(p, after, limit))
			.findFirst());
	}

	private static PoolSnapshot page(PoolSnapshot pool, @Nullable PoolElementId after, int limit) {
		List<ElementSnapshot> elements = pool.elements()
			.stream()
			.filter((e) -> after == null || e.id().compareTo(after) > 0)
			.sorted((a, b) -> a.id().compareTo(b.id()))
			.limit(limit)
			.toList();
		return new PoolSnapshot(pool.handle(), pool.policy(), pool.elementCount(), pool.upCount(), pool.selections(),
				elements);
	}

	static PoolSnapshot pool(PoolHandle handle, io.rserpool.wire.MemberSelectionPolicy policy,
			List<ElementSnapshot> elements) {
		int up = (int) elements.stream().filter((e) -> e.state() == ElementState.UP).count();
		return new PoolSnapshot(handle, policy, elements.size(), up,
				elements.stream().mapToLong(ElementSnapshot::selections).sum(), elements);
	}

	private <T> CompletableFuture<T> answer(T value) {
		return this.silent ? new CompletableFuture<>() : CompletableFuture.completedFuture(value);
	}

}
