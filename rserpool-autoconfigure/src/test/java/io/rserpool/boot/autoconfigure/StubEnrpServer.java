package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * A server without sockets that knows three pools.
 */
class StubEnrpServer implements EnrpServer {

	static final ServerId ID = new ServerId(0x1a2b3c4d);

	private final EventStream events = new EventStream();

	private boolean running;

	boolean silent;

	ServerPhase phase = ServerPhase.SERVING;

	List<PeerSnapshot> peers = List.of();

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void close() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public ServerId id() {
		return ID;
	}

	@Override
	public InetSocketAddress asapAddress() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 43863);
	}

	@Override
	public @Nullable InetSocketAddress enrpAddress() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 49901);
	}

	@Override
	public CompletableFuture<Boolean> auditNow(ServerId peer) {
		return CompletableFuture.completedFuture(false);
	}

	@Override
	public Timing timing() {
		return Timing.of(Profile.LAN);
	}

	@Override
	public EventStream events() {
		return this.events;
	}

	@Override
	public CompletableFuture<EnrpSnapshot> snapshot() {
		return this.silent ? new CompletableFuture<>() : CompletableFuture.completedFuture(
				new EnrpSnapshot(ID, this.phase, 1000, 3, 0, 0, 0xffff, 2, 1, this.peers, Map.of("registrations", 7L)));
	}

	@Override
	public CompletableFuture<List<PoolSnapshot>> pools(@Nullable PoolHandle after, int limit, int elementsPerPool) {
		return CompletableFuture.completedFuture(List.of("a", "b", "c")
			.stream()
			.map(PoolHandle::of)
			.filter((handle) -> after == null || handle.compareTo(after) > 0)
			.limit(limit)
			.map(StubEnrpServer::snapshotOf)
			.toList());
	}

	@Override
	public CompletableFuture<Optional<PoolSnapshot>> pool(PoolHandle handle, @Nullable PoolElementId after, int limit) {
		boolean known = List.of("a", "b", "c").contains(handle.toString());
		return CompletableFuture.completedFuture(known ? Optional.of(snapshotOf(handle)) : Optional.empty());
	}

	private static PoolSnapshot snapshotOf(PoolHandle handle) {
		return new PoolSnapshot(handle, MemberSelectionPolicy.ROUND_ROBIN, 0, 0, 5, List.of());
	}

}
