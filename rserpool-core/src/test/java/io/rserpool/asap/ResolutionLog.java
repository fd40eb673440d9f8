package io.rserpool.asap;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the outcome of a resolution.
 */
final class ResolutionLog implements ResolutionCallback {

	final List<String> calls = new ArrayList<>();

	@Nullable CachedPool pool;

	List<Endpoint> tried = List.of();

	@Override
	public void resolved(CachedPool pool, boolean stale) {
		this.pool = pool;
		this.calls.add((stale ? "stale " : "fresh ") + pool.size());
	}

	@Override
	public void unknownPool() {
		this.calls.add("unknown pool");
	}

	@Override
	public void refused(ErrorCause cause) {
		this.calls.add("refused: " + cause.describe());
	}

	@Override
	public void noServer(List<Endpoint> tried, long waitedMillis) {
		this.tried = tried;
		this.calls.add("no server after " + waitedMillis);
	}

	@Override
	public void abandoned() {
		this.calls.add("abandoned");
	}

}
