package io.rserpool.boot.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.NoServerReachableException;
import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.RserpoolException;
import io.rserpool.Selection;
import io.rserpool.SessionOptions;
import io.rserpool.UnknownPoolException;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;

/**
 * A pool user whose pool is a list: the first element that has not failed is chosen. When
 * all have failed, the server names all of them again.
 */
final class FakePool implements PoolUser {

	static final PoolHandle HANDLE = PoolHandle.of("PricePool");

	/** Elements that were reported, each time they were. */
	final List<PoolElementId> reported = new ArrayList<>();

	final List<PoolHandle> asked = new ArrayList<>();

	private final List<FakeSelection> elements = new ArrayList<>();

	private @Nullable RserpoolException trouble;

	/** Adds an element; the n-th one has the identifier n. */
	FakePool with(String address, int port) {
		return with(new TcpTransport(port, TransportUse.DATA_ONLY, ip(address)));
	}

	FakePool with(TransportParameter transport) {
		this.elements.add(new FakeSelection(id(this.elements.size() + 1), transport));
		return this;
	}

	FakePool unknown() {
		this.trouble = new UnknownPoolException(HANDLE, "The ENRP server knows no pool 'PricePool'");
		return this;
	}

	FakePool withoutServer() {
		this.trouble = new NoServerReachableException("Resolution", List.of("192.0.2.1:3863"), Duration.ofSeconds(3));
		return this;
	}

	static PoolElementId id(int number) {
		return new PoolElementId(number);
	}

	private static IpAddress ip(String address) {
		try {
			return IpAddress.of(InetAddress.getByName(address));
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private Selection choose() {
		if (this.trouble != null) {
			throw this.trouble;
		}
		return this.elements.stream()
			.filter((element) -> !this.reported.contains(element.id()))
			.findFirst()
			.orElse(this.elements.get(0));
	}

	@Override
	public void start() {
	}

	@Override
	public Optional<ServerId> home() {
		return Optional.empty();
	}

	@Override
	public Selection select(PoolHandle handle) {
		this.asked.add(handle);
		return choose();
	}

	@Override
	public CompletableFuture<Selection> selectAsync(PoolHandle handle) {
		return CompletableFuture.completedFuture(select(handle));
	}

	@Override
	public CompletableFuture<List<Selection>> resolve(PoolHandle handle) {
		return (this.trouble != null) ? CompletableFuture.failedFuture(this.trouble)
				: CompletableFuture.completedFuture(List.copyOf(this.elements));
	}

	@Override
	public CompletableFuture<List<Selection>> populate(PoolHandle handle) {
		return resolve(handle);
	}

	@Override
	public PoolSession openSession(PoolHandle handle, SessionOptions options) {
		throw new UnsupportedOperationException("No sessions here");
	}

	@Override
	public PoolSession openSession(InetSocketAddress address, SessionOptions options) {
		throw new UnsupportedOperationException("No sessions here");
	}

	@Override
	public CompletableFuture<List<UserSessionSnapshot>> sessions() {
		return CompletableFuture.completedFuture(List.of());
	}

	@Override
	public void purge(PoolHandle handle) {
	}

	@Override
	public void close() {
	}

	private final class FakeSelection implements Selection {

		private final PoolElementId id;

		private final TransportParameter transport;

		FakeSelection(PoolElementId id, TransportParameter transport) {
			this.id = id;
			this.transport = transport;
		}

		@Override
		public PoolHandle handle() {
			return HANDLE;
		}

		@Override
		public PoolElementId id() {
			return this.id;
		}

		@Override
		public MemberSelectionPolicy policy() {
			return MemberSelectionPolicy.ROUND_ROBIN;
		}

		@Override
		public TransportParameter transport() {
			return this.transport;
		}

		@Override
		public InetSocketAddress address() {
			if (this.transport instanceof TcpTransport tcp) {
				return new InetSocketAddress(tcp.address().toInetAddress(), tcp.port());
			}
			throw new IllegalStateException("opaque");
		}

		@Override
		public void failed() {
			FakePool.this.reported.add(this.id);
		}

		@Override
		public Selection failedGiveNext() {
			failed();
			return choose();
		}

	}

}
