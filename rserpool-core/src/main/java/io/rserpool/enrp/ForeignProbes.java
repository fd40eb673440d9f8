package io.rserpool.enrp;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;

/**
 * Asking elements of other servers whether they can be reached from here (N-17, W3). The
 * answer only sets or clears this server's own flag: the table stays the homes' word.
 */
final class ForeignProbes {

	private static final int MAX_AT_ONCE = 64;

	private final EnrpContext context;

	private final Dials dials;

	private final AsapConnections connections;

	private final Subscriptions subscriptions;

	private final Replicas replicas;

	private final long timeout;

	/** In the order of their deadlines, as all have the same time. */
	private final Map<PoolElementEntry, Probe> probes = new LinkedHashMap<>();

	/** Those that gave no answer, until they do. */
	private final Set<PoolElementEntry> unreachable = new LinkedHashSet<>();

	ForeignProbes(EnrpContext context, Dials dials, AsapConnections connections, Subscriptions subscriptions,
			Replicas replicas) {
		this.context = context;
		this.dials = dials;
		this.connections = connections;
		this.subscriptions = subscriptions;
		this.replicas = replicas;
		this.timeout = context.millis(TimerName.KEEP_ALIVE_TIMEOUT);
	}

	/** Finds out whether an element can be reached, if it listens at all. */
	void probe(PoolElementEntry entry, long now) {
		begin(entry, false, now);
	}

	/** Asks an element to take this server as its home (N-5). */
	void invite(PoolElementEntry entry, long now) {
		begin(entry, true, now);
	}

	private void begin(PoolElementEntry entry, boolean homeWanted, long now) {
		Endpoint listener = LostConnections.listener(entry, 0);
		if (listener == null || this.probes.containsKey(entry) || this.probes.size() >= MAX_AT_ONCE) {
			return;
		}
		this.context.count(Counter.PROBES);
		this.probes.put(entry, new Probe(homeWanted, now + this.timeout));
		if (this.probes.size() == 1) {
			this.context.effects().setTimer(EnrpTimer.PROBES, this.timeout);
		}
		AsapConnection open = this.connections.dialledTo(listener);
		if (open != null) {
			reached(entry, open);
		}
		else {
			this.dials.dial(entry, listener);
		}
	}

	boolean isProbing(PoolElementEntry entry) {
		return this.probes.containsKey(entry);
	}

	/** Its listener took the call. */
	void reached(PoolElementEntry entry, AsapConnection connection) {
		Probe probe = this.probes.get(entry);
		if (probe != null && entry.isRegistered()) {
			probe.connection = connection;
			this.context.effects()
				.send(connection.id,
						new EndpointKeepAlive(this.context.id(), probe.homeWanted, entry.pool().handle(), entry.id()));
		}
	}

	void dialFailed(PoolElementEntry entry) {
		if (this.probes.remove(entry) != null) {
			judge(entry, false);
		}
	}

	/**
	 * Whether the answer was to an invitation.
	 * @return the element that has taken this server as its home, or null
	 */
	@Nullable PoolElementEntry accepted(AsapConnection from, EndpointKeepAliveAck ack) {
		if (this.probes.isEmpty()) {
			return null;
		}
		PoolElementEntry entry = this.context.handlespace().find(ack.handle(), ack.id());
		Probe probe = (entry != null) ? this.probes.get(entry) : null;
		if (entry == null || probe == null || !probe.homeWanted || probe.connection != from
				|| this.context.owns(entry)) {
			return null;
		}
		this.probes.remove(entry);
		judge(entry, true);
		return entry;
	}

	/** Whether the answer was to a probe. */
	boolean acknowledged(AsapConnection from, EndpointKeepAliveAck ack) {
		if (this.probes.isEmpty()) {
			return false;
		}
		PoolElementEntry entry = this.context.handlespace().find(ack.handle(), ack.id());
		Probe probe = (entry != null) ? this.probes.get(entry) : null;
		if (entry == null || probe == null || probe.connection != from) {
			return false;
		}
		this.probes.remove(entry);
		judge(entry, true);
		close(from);
		return true;
	}

	void connectionLost(AsapConnection connection) {
		if (this.probes.isEmpty()) {
			return;
		}
		for (Map.Entry<PoolElementEntry, Probe> each : List.copyOf(this.probes.entrySet())) {
			if (each.getValue().connection == connection) {
				dialFailed(each.getKey());
			}
		}
	}

	void timerExpired(long now) {
		Iterator<Map.Entry<PoolElementEntry, Probe>> all = this.probes.entrySet().iterator();
		while (all.hasNext()) {
			Map.Entry<PoolElementEntry, Probe> next = all.next();
			if (next.getValue().until > now) {
				this.context.effects().setTimer(EnrpTimer.PROBES, next.getValue().until - now);
				return;
			}
			all.remove();
			this.dials.forget(next.getKey());
			judge(next.getKey(), false);
			close(next.getValue().connection);
		}
	}

	/** A heartbeat has passed: what could not be reached is asked again. */
	void heartbeat(long now) {
		this.unreachable.removeIf((entry) -> !entry.isRegistered() || !entry.has(ElementFlag.UNREACHABLE));
		List.copyOf(this.unreachable).forEach((entry) -> probe(entry, now));
	}

	private void judge(PoolElementEntry entry, boolean alive) {
		if (!entry.isRegistered() || this.context.owns(entry)) {
			return;
		}
		if (!alive) {
			this.unreachable.add(entry);
		}
		if (entry.has(ElementFlag.UNREACHABLE) == alive) {
			this.context.handlespace().setFlag(entry, ElementFlag.UNREACHABLE, !alive);
			this.subscriptions.changed(entry.pool().handle());
		}
		if (alive) {
			this.replicas.verify(entry);
		}
	}

	/** What was dialled for a probe serves nobody else. */
	private void close(@Nullable AsapConnection connection) {
		if (connection == null || !connection.dialled || !connection.elements.isEmpty()) {
			return;
		}
		for (Probe probe : this.probes.values()) {
			if (probe.connection == connection) {
				return;
			}
		}
		this.connections.forget(connection);
		this.context.effects().close(connection.id, "probe is over");
	}

	/**
	 * One element being asked.
	 */
	private static final class Probe {

		final boolean homeWanted;

		final long until;

		@Nullable AsapConnection connection;

		Probe(boolean homeWanted, long until) {
			this.homeWanted = homeWanted;
			this.until = until;
		}

	}

}
