package io.rserpool.enrp;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;

/**
 * Entering, changing and leaving: the one place where elements of this server come and
 * go, with all that hangs on it: events, subscribers, and what their source address
 * holds.
 */
final class Members {

	private final EnrpContext context;

	private final Sources sources;

	private final AsapConnections connections;

	private final Subscriptions subscriptions;

	private final HandleUpdates updates;

	private final Claims claims;

	/** The source that created each pool, for its limit (SR-23). */
	private final Map<PoolHandle, Source> creators = new HashMap<>();

	Members(EnrpContext context, Sources sources, AsapConnections connections, Subscriptions subscriptions,
			HandleUpdates updates, Claims claims) {
		this.context = context;
		this.sources = sources;
		this.connections = connections;
		this.subscriptions = subscriptions;
		this.updates = updates;
		this.claims = claims;
	}

	/**
	 * Adds a checked element.
	 * @param element complete, with this server as home
	 */
	PoolElementEntry add(AsapConnection from, PoolHandle handle, PoolElementParameter element, long now) {
		boolean created = this.context.handlespace().pool(handle) == null;
		PoolElementEntry entry = this.context.handlespace().register(handle, element, lifeDeadline(element, now), now);
		ElementWatch watch = new ElementWatch(from.source, now);
		entry.attach(watch);
		from.source.elements++;
		bind(entry, watch, from);
		this.context.count(Counter.REGISTRATIONS);
		long id = this.context.effects()
			.publish(new RserpoolEvent.ElementRegistered(handle, element.id(), element.home(), element.userTransport(),
					element.policy()));
		if (created) {
			this.creators.put(handle, from.source);
			from.source.pools++;
			this.context.effects().publish(new RserpoolEvent.PoolCreated(handle, element.policy()), id);
		}
		this.subscriptions.changed(handle);
		this.updates.added(entry);
		return entry;
	}

	/**
	 * Replaces the attributes of a known element; it becomes this server's and the
	 * connection's.
	 * @param element complete, with this server as home
	 */
	void update(PoolElementEntry entry, AsapConnection from, PoolElementParameter element, long now) {
		PoolHandle handle = entry.pool().handle();
		PoolElementParameter former = entry.parameter();
		this.context.handlespace().register(handle, element, lifeDeadline(element, now), now);
		ElementWatch watch = watch(entry, from.source, now);
		if (watch.source != from.source) {
			release(watch.source);
			watch.source = from.source;
			from.source.elements++;
		}
		bind(entry, watch, from);
		watch.adopting = false;
		this.context.count(Counter.REREGISTRATIONS);
		boolean contested = this.claims.dropAll(entry);
		if (contested || !former.equals(element)) {
			this.updates.added(entry);
		}
		if (!former.equals(element)) {
			watch.offered = null;
			if (isChangeForUsers(former, element)) {
				this.context.effects()
					.publish(new RserpoolEvent.ElementUpdated(handle, element.id(), element.home(),
							element.userTransport(), element.policy()));
				this.subscriptions.changed(handle);
			}
		}
	}

	private ElementWatch watch(PoolElementEntry entry, Source source, long now) {
		if (entry.attachment() instanceof ElementWatch watch) {
			return watch;
		}
		ElementWatch watch = new ElementWatch(source, now);
		entry.attach(watch);
		source.elements++;
		return watch;
	}

	/** Whether users see a difference. */
	static boolean isChangeForUsers(PoolElementParameter former, PoolElementParameter element) {
		return !former.policy().equals(element.policy()) || !former.userTransport().equals(element.userTransport())
				|| !former.additionalLegs().equals(element.additionalLegs()) || !former.home().equals(element.home());
	}

	/**
	 * Removes an element, and its pool with the last one.
	 * @param event what is told of it
	 * @param cause the event that led to it, or 0
	 */
	void remove(PoolElementEntry entry, RserpoolEvent event, long cause) {
		PoolHandle handle = entry.pool().handle();
		this.claims.dropAll(entry);
		this.context.handlespace().remove(entry);
		this.updates.removed(handle, entry.parameter());
		if (entry.attachment() instanceof ElementWatch watch) {
			unbind(entry, watch);
			release(watch.source);
		}
		long id = this.context.effects().publish(event, cause);
		if (this.context.handlespace().pool(handle) == null) {
			Source creator = this.creators.remove(handle);
			if (creator != null) {
				creator.pools--;
				this.sources.release(creator);
			}
			this.context.effects().publish(new RserpoolEvent.PoolRemoved(handle), id);
		}
		this.subscriptions.changed(handle);
	}

	/** Makes a connection the element's own; the one before loses it. */
	void bind(PoolElementEntry entry, ElementWatch watch, AsapConnection connection) {
		if (watch.connection != connection) {
			unbind(entry, watch);
			watch.connection = connection;
			connection.elements.add(entry);
		}
	}

	private void unbind(PoolElementEntry entry, ElementWatch watch) {
		AsapConnection former = watch.connection;
		watch.connection = null;
		if (former != null) {
			former.elements.remove(entry);
			// What this server dialled is of no use to anybody else.
			if (former.dialled && former.elements.isEmpty()) {
				this.connections.forget(former);
				this.subscriptions.forget(former);
				this.context.effects().close(former.id, "its elements are gone");
			}
		}
	}

	/**
	 * Another server's element leaves by its own or an operator's wish: only a home may
	 * say so, thus this server becomes it first.
	 */
	void claimToRemove(PoolElementEntry entry) {
		if (!this.context.owns(entry)) {
			this.claims.dropAll(entry);
			this.context.handlespace().setHome(entry, this.context.id());
			this.updates.added(entry);
		}
	}

	/**
	 * The element is another server's now.
	 * @return its connection, or null if it is not open any more: one that was dialled
	 * for the element alone is closed
	 */
	@Nullable AsapConnection release(PoolElementEntry entry) {
		if (!(entry.attachment() instanceof ElementWatch watch)) {
			return null;
		}
		AsapConnection connection = watch.connection;
		unbind(entry, watch);
		release(watch.source);
		entry.attach(null);
		return (connection != null && (!connection.dialled || !connection.elements.isEmpty())) ? connection : null;
	}

	/** An element of another server becomes this one's without a registration. */
	ElementWatch inherit(PoolElementEntry entry, long now) {
		ElementWatch watch = new ElementWatch(null, now);
		watch.adopting = true;
		entry.attach(watch);
		this.context.handlespace().timers().lifeUntil(entry, lifeDeadline(entry.parameter(), now));
		return watch;
	}

	private void release(@Nullable Source source) {
		if (source != null) {
			source.elements--;
			this.sources.release(source);
		}
	}

	private long lifeDeadline(PoolElementParameter element, long now) {
		long life = lifeMillis(element);
		return (life >= 0) ? now + life : PoolElementEntry.NEVER;
	}

	/** The registration life in milliseconds, -1 = infinite (N-13). */
	long lifeMillis(PoolElementParameter element) {
		int life = element.lifeSeconds();
		if (life == PoolElementParameter.INFINITE_LIFE) {
			return -1;
		}
		return this.context.config().lifeInMilliseconds() ? life : life * 1000L;
	}

	/** The connection on which an element is spoken to, or null. */
	static @Nullable AsapConnection connectionOf(PoolElementEntry entry) {
		return (entry.attachment() instanceof ElementWatch watch) ? watch.connection : null;
	}

}
