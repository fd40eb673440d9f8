package io.rserpool.enrp;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Elements that another server took from this one, while their connection to this one
 * stands (enrp.md 10.1). When that server removes one because it could not reach it, this
 * one asks the element, and takes it back if it answers.
 */
final class Reclaims {

	/** One element is taken back from one server at most so often: no ping-pong. */
	private static final long LEAST_GAP_MILLIS = 60_000;

	private final EnrpContext context;

	private final Members members;

	private final HandleUpdates updates;

	private final long timeout;

	private final Map<Key, Given> given = new HashMap<>();

	/** Those that were asked, the earliest deadline first. */
	private final Map<Key, Asked> asked = new LinkedHashMap<>();

	private final Map<Key, Done> done = new LinkedHashMap<>();

	Reclaims(EnrpContext context, Members members, HandleUpdates updates) {
		this.context = context;
		this.members = members;
		this.updates = updates;
		this.timeout = context.millis(TimerName.KEEP_ALIVE_TIMEOUT);
	}

	/** An own element goes to another server; its connection stays open. */
	void given(PoolElementEntry entry, AsapConnection connection) {
		this.given.put(new Key(entry.pool().handle(), entry.id()), new Given(connection, entry.parameter()));
	}

	/** The element is this server's again, or registered elsewhere for certain. */
	void forget(PoolHandle handle, PoolElementId id) {
		if (!this.given.isEmpty()) {
			Key key = new Key(handle, id);
			this.given.remove(key);
			this.asked.remove(key);
		}
	}

	void connectionLost(AsapConnection connection) {
		if (!this.given.isEmpty()) {
			this.given.values().removeIf((each) -> each.connection == connection);
			this.asked.values().removeIf((each) -> each.connection == connection);
		}
	}

	/**
	 * An element that was given away comes back by a takeover: its connection, or null.
	 */
	@Nullable AsapConnection standing(PoolElementEntry entry) {
		Given element = this.given.remove(new Key(entry.pool().handle(), entry.id()));
		return (element != null) ? element.connection : null;
	}

	/** The new home has removed an element. */
	void removed(PoolHandle handle, PoolElementId id, ServerId by, long now) {
		Done before = this.done.get(new Key(handle, id));
		if (before == null || !before.from.equals(by) || now - before.at >= LEAST_GAP_MILLIS) {
			disclaimed(handle, id, by, now);
		}
	}

	/**
	 * The new home's table does not list an element: registrations of it at two servers
	 * crossed, and each left it to the other. There is no ping-pong to fear, as the other
	 * one never called it its own.
	 */
	void disclaimed(PoolHandle handle, PoolElementId id, ServerId by, long now) {
		if (this.given.isEmpty() || this.context.handlespace().find(handle, id) != null) {
			// Nothing to reclaim, or a third server still claims it.
			return;
		}
		Key key = new Key(handle, id);
		Given element = this.given.remove(key);
		if (element == null) {
			return;
		}
		this.asked.put(key, new Asked(element.connection, element.element, by, now + this.timeout));
		if (this.asked.size() == 1) {
			this.context.effects().setTimer(EnrpTimer.RECLAIMS, this.timeout);
		}
		this.context.effects()
			.send(element.connection.id, new EndpointKeepAlive(this.context.id(), true, handle, null));
	}

	/**
	 * An element has answered.
	 * @return the element that is this server's again, or null if it was not asked for
	 */
	@Nullable PoolElementEntry acknowledged(AsapConnection from, EndpointKeepAliveAck ack, long now) {
		Asked element = this.asked.isEmpty() ? null : this.asked.get(new Key(ack.handle(), ack.id()));
		if (element == null || element.connection != from
				|| this.context.handlespace().find(ack.handle(), ack.id()) != null) {
			return null;
		}
		this.asked.remove(new Key(ack.handle(), ack.id()));
		note(ack.handle(), ack.id(), element.by, now);
		PoolElementEntry entry = this.members.add(from, ack.handle(), element.element.withHome(this.context.id()), now);
		this.context.effects().publish(new RserpoolEvent.ElementReclaimed(ack.handle(), ack.id(), element.by));
		return entry;
	}

	/**
	 * An element is kept although another server took it over: nobody else can reach it.
	 */
	void keep(PoolElementEntry entry, ServerId from, long now) {
		note(entry.pool().handle(), entry.id(), from, now);
		this.updates.added(entry);
		this.context.effects().publish(new RserpoolEvent.ElementReclaimed(entry.pool().handle(), entry.id(), from));
	}

	private void note(PoolHandle handle, PoolElementId id, ServerId from, long now) {
		this.context.count(Counter.RECLAIMS);
		Key key = new Key(handle, id);
		Done before = this.done.remove(key);
		int times = (before != null && now - before.at < LEAST_GAP_MILLIS) ? before.times + 1 : 1;
		this.done.put(key, new Done(from, now, times));
		Iterator<Done> eldest = this.done.values().iterator();
		while (eldest.hasNext() && now - eldest.next().at >= LEAST_GAP_MILLIS) {
			eldest.remove();
		}
	}

	/**
	 * Whether a reclaimed element stays here although another server announces it: the
	 * two announcements may have crossed. The server with the higher id insists once more
	 * than the other one, so that it ends.
	 */
	boolean insists(PoolElementEntry entry, ServerId other, long now) {
		Done reclaimed = this.done.get(new Key(entry.pool().handle(), entry.id()));
		if (reclaimed == null || now - reclaimed.at >= this.timeout) {
			return false;
		}
		int most = (this.context.id().compareTo(other) > 0) ? 3 : 2;
		return reclaimed.times < most;
	}

	void timerExpired(long now) {
		Iterator<Asked> all = this.asked.values().iterator();
		while (all.hasNext()) {
			Asked next = all.next();
			if (next.until > now) {
				this.context.effects().setTimer(EnrpTimer.RECLAIMS, next.until - now);
				return;
			}
			all.remove();
		}
	}

	private record Key(PoolHandle handle, PoolElementId id) {

	}

	private record Given(AsapConnection connection, PoolElementParameter element) {

	}

	private record Asked(AsapConnection connection, PoolElementParameter element, ServerId by, long until) {

	}

	private record Done(ServerId from, long at, int times) {

	}

}
