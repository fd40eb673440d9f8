package io.rserpool.transport;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of one listener and says when there are too many (SR-20).
 * Confined to the listener's loop.
 *
 * @param <C> the connections
 */
final class AcceptGate<C> {

	private final AcceptLimits limits;

	private final Map<InetAddress, Source<C>> sources = new HashMap<>();

	private int total;

	private int pending;

	AcceptGate(AcceptLimits limits) {
		this.limits = limits;
	}

	/**
	 * Lets a connection in, as a pending one.
	 * @return the limit that keeps it out, or null
	 */
	@Nullable String admit(InetAddress address, C connection) {
		if (this.total >= this.limits.total()) {
			return "connections";
		}
		Source<C> source = this.sources.computeIfAbsent(address, (key) -> new Source<>());
		if (source.total >= this.limits.perAddress()) {
			return "connections of one address";
		}
		this.total++;
		this.pending++;
		source.total++;
		source.pending.add(connection);
		return null;
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
			if (source.total == 0) {
				this.sources.remove(address);
			}
		}
	}

	private static final class Source<C> {

		private final Set<C> pending = new LinkedHashSet<>();

		private int total;

	}

}
