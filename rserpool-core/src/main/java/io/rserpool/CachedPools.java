package io.rserpool;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.asap.ElementHealth;
import io.rserpool.asap.Leg;
import io.rserpool.asap.LegFilter;
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

	/**
	 * A TCP element says that it speaks the mapping; by the letter of the RFC it cannot.
	 */
	private static final LegFilter SESSIONS = (transport) -> transport instanceof TcpTransport
			&& transport.use() == TransportUse.DATA_PLUS_CONTROL;

	private static final LegFilter SESSIONS_BY_LETTER = (transport) -> transport instanceof TcpTransport;

	private final DefaultAsapEndpoint.Running running;

	private final LegFilter filter;

	private final java.util.function.Consumer<java.util.function.LongConsumer> sessionLoop;

	/**
	 * Joins sessions and endpoint.
	 * @param sessionLoop runs what concerns sessions
	 */
	CachedPools(DefaultAsapEndpoint.Running running, boolean strictRfc,
			java.util.function.Consumer<java.util.function.LongConsumer> sessionLoop) {
		this.running = running;
		this.filter = strictRfc ? SESSIONS_BY_LETTER : SESSIONS;
		this.sessionLoop = sessionLoop;
	}

	@Override
	public @Nullable Target choose(PoolHandle handle, List<PoolElementId> preferred, @Nullable PoolElementId avoid,
			long now) {
		Leg leg = this.running.machine()
			.cache()
			.chooseLeg(handle, preferred, this.filter, avoid, this.running.loop().nowMillis());
		return (leg != null) ? new Target(leg.id(), leg.number(), leg.endpoints().get(0), leg) : null;
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
		if (target.key() instanceof Leg leg) {
			// Out of the cache for all before the machine hears of it
			ElementHealth health = this.running.machine().cache().legFailed(leg, this.running.loop().nowMillis());
			this.running.driver().execute((time) -> this.running.machine().report(leg, health, time));
		}
	}

	@Override
	public void reached(PoolHandle handle, Target target, long now) {
		if (target.key() instanceof Leg leg) {
			this.running.machine().cache().legSucceeded(leg, this.running.loop().nowMillis());
		}
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
