package io.rserpool.boot.autoconfigure;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.rserpool.DataSender;
import io.rserpool.DatagramHandler;
import io.rserpool.DatagramSender;
import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.Selection;
import io.rserpool.SessionOptions;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * A pool user of the configuration. It is made when it starts or is first used, whichever
 * comes first.
 */
final class ManagedPoolUser implements PoolUser {

	private final String name;

	private final Deferred<PoolUser> user;

	private final Function<PoolHandle, SessionOptions> sessionOptions;

	/**
	 * Makes a user.
	 * @param sessionOptions what the configuration says of sessions with a pool
	 */
	ManagedPoolUser(String name, Function<PoolHandle, SessionOptions> sessionOptions, Supplier<PoolUser> factory) {
		this.name = name;
		this.sessionOptions = sessionOptions;
		this.user = new Deferred<>("Pool user '" + name + "'", factory, PoolUser::start, PoolUser::close);
	}

	/** The user's name in the configuration. */
	String name() {
		return this.name;
	}

	@Override
	public void start() {
		this.user.start();
	}

	@Override
	public Optional<ServerId> home() {
		PoolUser current = this.user.peek();
		return (current != null) ? current.home() : Optional.empty();
	}

	@Override
	public Selection select(PoolHandle handle) {
		return this.user.get().select(handle);
	}

	@Override
	public CompletableFuture<Selection> selectAsync(PoolHandle handle) {
		return this.user.get().selectAsync(handle);
	}

	@Override
	public CompletableFuture<List<Selection>> resolve(PoolHandle handle) {
		return this.user.get().resolve(handle);
	}

	@Override
	public CompletableFuture<List<Selection>> populate(PoolHandle handle) {
		return this.user.get().populate(handle);
	}

	/** What the configuration says of sessions with a pool. */
	SessionOptions sessionOptions(PoolHandle handle) {
		return this.sessionOptions.apply(handle);
	}

	@Override
	public PoolSession openSession(PoolHandle handle) {
		return openSession(handle, sessionOptions(handle));
	}

	@Override
	public PoolSession openSession(PoolHandle handle, SessionOptions options) {
		return this.user.get().openSession(handle, options);
	}

	@Override
	public PoolSession openSession(InetSocketAddress address, SessionOptions options) {
		return this.user.get().openSession(address, options);
	}

	@Override
	public CompletableFuture<List<UserSessionSnapshot>> sessions() {
		PoolUser current = this.user.peek();
		return (current != null) ? current.sessions() : CompletableFuture.completedFuture(List.of());
	}

	@Override
	public DatagramSender openDatagrams(InetSocketAddress local, DatagramHandler handler) {
		return this.user.get().openDatagrams(local, handler);
	}

	@Override
	public DataSender openDataSender(SessionOptions options) {
		return this.user.get().openDataSender(options);
	}

	@Override
	public void purge(PoolHandle handle) {
		this.user.get().purge(handle);
	}

	@Override
	public void close() {
		this.user.close();
	}

}
