package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.CachedElement;
import io.rserpool.asap.CachedPool;
import io.rserpool.asap.ResolutionCallback;
import io.rserpool.machine.Endpoint;
import io.rserpool.session.Pools;
import io.rserpool.session.Target;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * What sessions see of their endpoint's cache and ENRP servers.
 */
final class CachedPools implements Pools {

	private final DefaultAsapEndpoint.Running running;

	private final boolean strictRfc;

	private final java.util.function.Consumer<java.util.function.LongConsumer> sessionLoop;

	/**
	 * Joins sessions and endpoint.
	 * @param sessionLoop runs what concerns sessions
	 */
	CachedPools(DefaultAsapEndpoint.Running running, boolean strictRfc,
			java.util.function.Consumer<java.util.function.LongConsumer> sessionLoop) {
		this.running = running;
		this.strictRfc = strictRfc;
		this.sessionLoop = sessionLoop;
	}

	@Override
	public @Nullable Target choose(PoolHandle handle, List<PoolElementId> preferred, @Nullable PoolElementId avoid,
			long now) {
		CachedPool pool = this.running.machine().cache().lookup(handle);
		if (pool == null) {
			return null;
		}
		for (PoolElementId id : preferred) {
			for (CachedElement element : pool.elements()) {
				if (element.id().equals(id) && !id.equals(avoid) && isUsable(element)) {
					return target(element);
				}
			}
		}
		CachedElement chosen = (avoid != null) ? pool.selectOtherThan(avoid) : pool.select();
		if (chosen == null) {
			chosen = pool.select();
		}
		return (chosen != null && isUsable(chosen)) ? target(chosen) : null;
	}

	private boolean isUsable(CachedElement element) {
		return element.transport() instanceof TcpTransport tcp
				&& (this.strictRfc || tcp.use() == TransportUse.DATA_PLUS_CONTROL);
	}

	private static Target target(CachedElement element) {
		InetSocketAddress address = element.addresses().get(0);
		return new Target(element.id(), 0, Endpoint.of(address), element);
	}

	@Override
	public void resolve(PoolHandle handle, ResolutionAnswer answer) {
		this.running.driver()
			.execute((now) -> this.running.machine().resolve(handle, true, new Answer(answer), now),
					(failure) -> tell(answer, String.valueOf(failure.getMessage())));
	}

	private void tell(ResolutionAnswer answer, @Nullable String failure) {
		this.sessionLoop.accept((now) -> answer.resolved(failure, now));
	}

	@Override
	public void want(PoolHandle handle) {
		if (this.running.machine().cache().lookup(handle) == null) {
			resolve(handle, (failure, now) -> {
			});
		}
	}

	@Override
	public void failed(PoolHandle handle, Target target, String why, long now) {
		if (target.key() instanceof CachedElement element) {
			// Out of the cache for all before the machine hears of it
			this.running.machine().cache().markFailed(element, this.running.loop().nowMillis());
			this.running.driver().execute((time) -> this.running.machine().failed(element, time));
		}
	}

	@Override
	public void reached(PoolHandle handle, Target target, long now) {
		// Nothing is remembered of single legs
	}

	/** Gives the outcome of a resolution to the sessions. */
	private final class Answer implements ResolutionCallback {

		private final ResolutionAnswer answer;

		Answer(ResolutionAnswer answer) {
			this.answer = answer;
		}

		@Override
		public void resolved(CachedPool pool, boolean stale) {
			tell(this.answer, null);
		}

		@Override
		public void unknownPool() {
			tell(this.answer, "the pool is unknown");
		}

		@Override
		public void refused(ErrorCause cause) {
			tell(this.answer, cause.describe());
		}

		@Override
		public void noServer(List<Endpoint> tried, long waitedMillis) {
			tell(this.answer, "no ENRP server answered");
		}

		@Override
		public void abandoned() {
			tell(this.answer, "the endpoint is closed");
		}

	}

}
