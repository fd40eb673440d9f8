package io.rserpool.quickstart.picture;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.Selection;
import io.rserpool.SessionOptions;
import io.rserpool.UnknownPoolException;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;

/**
 * A pool user without a server: round robin over the elements that were put in.
 */
class FakePool implements PoolUser {

	private final Map<PoolElementId, InetSocketAddress> elements = new LinkedHashMap<>();

	private final List<PoolElementId> failed = new ArrayList<>();

	private int next;

	synchronized void put(int id, InetSocketAddress address) {
		this.elements.put(new PoolElementId(id), address);
	}

	synchronized List<PoolElementId> failed() {
		return List.copyOf(this.failed);
	}

	@Override
	public synchronized Selection select(PoolHandle handle) {
		if (this.elements.isEmpty()) {
			throw new UnknownPoolException(handle, "The pool is empty");
		}
		List<PoolElementId> ids = List.copyOf(this.elements.keySet());
		PoolElementId id = ids.get(this.next++ % ids.size());
		return new FakeSelection(handle, id, this.elements.get(id));
	}

	private synchronized Selection fail(FakeSelection selection) {
		this.failed.add(selection.id());
		this.elements.remove(selection.id());
		return select(selection.handle());
	}

	@Override
	public void start() {
	}

	@Override
	public Optional<ServerId> home() {
		return Optional.empty();
	}

	@Override
	public CompletableFuture<Selection> selectAsync(PoolHandle handle) {
		return CompletableFuture.completedFuture(select(handle));
	}

	@Override
	public CompletableFuture<List<Selection>> resolve(PoolHandle handle) {
		return CompletableFuture.completedFuture(List.of(select(handle)));
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

		private final PoolHandle handle;

		private final PoolElementId id;

		private final InetSocketAddress address;

		FakeSelection(PoolHandle handle, PoolElementId id, InetSocketAddress address) {
			this.handle = handle;
			this.id = id;
			this.address = address;
		}

		@Override
		public PoolHandle handle() {
			return this.handle;
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
			throw new UnsupportedOperationException();
		}

		@Override
		public InetSocketAddress address() {
			return this.address;
		}

		@Override
		public void failed() {
			failedGiveNext();
		}

		@Override
		public Selection failedGiveNext() {
			return fail(this);
		}

	}

}
