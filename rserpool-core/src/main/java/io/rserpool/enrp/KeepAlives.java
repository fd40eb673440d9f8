package io.rserpool.enrp;

import java.util.random.RandomGenerator;

import io.rserpool.event.RemovalReason;
import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;

/**
 * Asking elements whether they live (RFC 5352 section 3.5): at random gaps of a third to
 * all of the interval, never closer than the least gap, whatever the cause (SR-27).
 */
final class KeepAlives {

	private final EnrpContext context;

	private final Removals removals;

	private final LostConnections lost;

	private final Members members;

	private final AsapConnections connections;

	private final long interval;

	private final long timeout;

	private final long minGap;

	KeepAlives(EnrpContext context, Removals removals, LostConnections lost, Members members,
			AsapConnections connections) {
		this.context = context;
		this.removals = removals;
		this.lost = lost;
		this.members = members;
		this.connections = connections;
		this.interval = context.millis(TimerName.KEEP_ALIVE_INTERVAL);
		this.timeout = context.millis(TimerName.KEEP_ALIVE_TIMEOUT);
		this.minGap = context.millis(TimerName.KEEP_ALIVE_MIN_GAP);
	}

	/** The element has a new connection: its keep-alives begin anew. */
	void begin(PoolElementEntry entry, long now) {
		rest(entry, ElementWatch.of(entry), now);
	}

	/** A lost element's listener took the call: now it must show that it lives [T-5]. */
	void reached(PoolElementEntry entry, AsapConnection connection, long now) {
		ElementWatch watch = ElementWatch.of(entry);
		this.members.bind(entry, watch, connection);
		watch.state = ElementWatch.State.IDLE;
		deadline(entry, PoolElementEntry.NEVER);
		probe(entry, now);
	}

	private void rest(PoolElementEntry entry, ElementWatch watch, long now) {
		RandomGenerator random = this.context.random();
		long least = Math.max(1, this.interval / 3);
		long gap = least + random.nextLong(this.interval - least + 1);
		watch.state = ElementWatch.State.IDLE;
		deadline(entry, Math.max(now + gap, watch.askedAt + this.minGap));
	}

	/** Asks at once, or as soon as the least gap allows. */
	void probe(PoolElementEntry entry, long now) {
		ElementWatch watch = ElementWatch.of(entry);
		if (watch.state != ElementWatch.State.IDLE || watch.connection == null) {
			// It is being asked or looked for already.
			return;
		}
		long earliest = watch.askedAt + this.minGap;
		if (earliest <= now) {
			ask(entry, watch, now);
		}
		else if (earliest < entry.keepAliveDeadlineMillis()) {
			deadline(entry, earliest);
		}
	}

	private void ask(PoolElementEntry entry, ElementWatch watch, long now) {
		AsapConnection connection = watch.connection;
		if (connection == null) {
			return;
		}
		watch.state = ElementWatch.State.ASKED;
		watch.askedAt = now;
		deadline(entry, now + this.timeout);
		this.context.count(Counter.KEEP_ALIVES);
		this.context.effects()
			.send(connection.id, new EndpointKeepAlive(this.context.id(), watch.adopting, entry.pool().handle(), null));
	}

	void received(AsapConnection from, EndpointKeepAliveAck ack, long now) {
		PoolElementEntry entry = this.context.handlespace().find(ack.handle(), ack.id());
		if (entry == null || Members.connectionOf(entry) != from) {
			this.context.count(Counter.UNEXPECTED);
			return;
		}
		this.context.count(Counter.KEEP_ALIVE_ACKS);
		ElementWatch watch = ElementWatch.of(entry);
		if (watch.state == ElementWatch.State.ASKED) {
			watch.roundTripMillis = (int) Math.min(now - watch.askedAt, Integer.MAX_VALUE);
		}
		// All elements of a process answer for their pool: that one was not asked itself
		// does not make its answer less of a sign of life.
		rest(entry, watch, now);
		watch.adopting = false;
		this.lost.cameBack(entry);
		watch.cause = 0;
	}

	/** The element's deadline has come. */
	void due(PoolElementEntry entry, long now) {
		ElementWatch watch = ElementWatch.of(entry);
		switch (watch.state) {
			case IDLE -> ask(entry, watch, now);
			case ASKED -> unanswered(entry, watch, now);
			case INHERITED -> tell(entry, watch, now);
			case DIALLING, GRACE -> this.lost.due(entry, watch, now);
		}
	}

	private void unanswered(PoolElementEntry entry, ElementWatch watch, long now) {
		if (now - entry.keepAliveDeadlineMillis() > this.timeout) {
			// This server itself slept: the answer may be there, unread.
			ask(entry, watch, now);
			return;
		}
		this.removals.dead(entry,
				entry.has(ElementFlag.SUSPENDED) ? RemovalReason.UNREACHABLE : RemovalReason.KEEP_ALIVE_TIMEOUT);
	}

	/**
	 * Tells an element that this server is its home now, as soon as it can be reached.
	 */
	void adopt(PoolElementEntry entry, long now) {
		ElementWatch watch = ElementWatch.of(entry);
		watch.adopting = true;
		if (watch.connection == null) {
			if (watch.state == ElementWatch.State.IDLE) {
				tell(entry, watch, now);
			}
		}
		else {
			probe(entry, now);
		}
	}

	private void tell(PoolElementEntry entry, ElementWatch watch, long now) {
		Endpoint listener = LostConnections.listener(entry, 0);
		AsapConnection open = (listener != null) ? this.connections.dialledTo(listener) : null;
		if (open != null) {
			reached(entry, open, now);
		}
		else {
			this.lost.lookFor(entry, watch, now);
		}
	}

	private void deadline(PoolElementEntry entry, long at) {
		this.context.handlespace().timers().keepAliveAt(entry, at);
	}

}
