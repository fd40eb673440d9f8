package io.rserpool.transport;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.TokenBucket;

/**
 * Counts the connections of one listener and says when there are too many, or too many at
 * once (SR-20). Confined to the listener's loop.
 *
 * @param <C> the connections
 */
final class AcceptGate<C> {

	/** How many addresses without a connection are remembered. */
	static final int MAX_IDLE = 4096;

	private final AcceptLimits limits;

	private final Map<InetAddress, Source<C>> sources = new HashMap<>();

	/** Those without a connection: a new one does not fill their bucket. */
	private final Set<InetAddress> idle = new LinkedHashSet<>();

	private final TokenBucket rate;

	private int total;

	private int pending;

	AcceptGate(AcceptLimits limits, long now) {
		this.limits = limits;
		this.rate = new TokenBucket(limits.perSecond(), limits.perSecond(), now);
	}

	/**
	 * Lets a connection in, as a pending one.
	 * @return the limit that keeps it out, or null
	 */
	@Nullable String admit(InetAddress address, C connection, long now) {
		if (this.total >= this.limits.total()) {
			return "connections";
		}
		Source<C> source = this.sources.computeIfAbsent(address, (key) -> new Source<>(this.limits, now));
		String limit = exceeded(source, now);
		if (limit != null) {
			rest(address, source);
			return limit;
		}
		this.idle.remove(address);
		this.total++;
		this.pending++;
		source.total++;
		source.pending.add(connection);
		return null;
	}

	private @Nullable String exceeded(Source<C> source, long now) {
		if (source.total >= this.limits.perAddress()) {
			return "connections of one address";
		}
		if (!source.rate.take(now)) {
			return "connections of one address in a second";
		}
		return this.rate.take(now) ? null : "connections in a second";
	}

	private void rest(InetAddress address, Source<C> source) {
		if (source.total == 0 && this.idle.add(address) && this.idle.size() > MAX_IDLE) {
			Iterator<InetAddress> eldest = this.idle.iterator();
			this.sources.remove(eldest.next());
			eldest.remove();
		}
	}

	/**
	 * Finds the pending connection that must make room after an admission: the oldest of
	 * the source that has most of them.
	 */
	@Nullable C surplus(InetAddress address) {
		Source<C> source = this.sources.get(address);
		if (source != null && source.pending.size() > this.limits.pendingPerAddress()) {
			return oldest(source);
		}
		if (this.pending > this.limits.pendingTotal()) {
			return this.sources.values()
				.stream()
				.max(Comparator.comparingInt((each) -> each.pending.size()))
				.map(AcceptGate::oldest)
				.orElse(null);
		}
		return null;
	}

	private static <C> @Nullable C oldest(Source<C> source) {
		Iterator<C> pending = source.pending.iterator();
		return pending.hasNext() ? pending.next() : null;
	}

	/** The connection's first message is complete. */
	void proven(InetAddress address, C connection) {
		Source<C> source = this.sources.get(address);
		if (source != null && source.pending.remove(connection)) {
			this.pending--;
		}
	}

	/** An admitted connection has ended. */
	void gone(InetAddress address, C connection) {
		Source<C> source = this.sources.get(address);
		if (source != null) {
			proven(address, connection);
			this.total--;
			source.total--;
			rest(address, source);
		}
	}

	private static final class Source<C> {

		private final Set<C> pending = new LinkedHashSet<>();

		private final TokenBucket rate;

		private int total;

		Source(AcceptLimits limits, long now) {
			this.rate = new TokenBucket(limits.perSecondOfAddress(), limits.burstOfAddress(), now);
		}

	}

}
