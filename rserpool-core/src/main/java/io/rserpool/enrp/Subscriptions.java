package io.rserpool.enrp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.rserpool.handlespace.Pool;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.PoolHandle;

/**
 * Who wants to know of the changes of which pool (RFC 5352 sections 2.2.5 and 2.2.6). The
 * first update leaves at once, later ones at most once a second for each pool.
 * Never told to other servers.
 */
final class Subscriptions {

	/** Least time between two updates of one pool. */
	static final long UPDATE_GAP = 1000;

	private final EnrpContext context;

	private final Answers answers;

	private final Map<PoolHandle, Subscribers> pools = new HashMap<>();

	/** Pools that changed while the input at hand is worked on. */
	private final Set<PoolHandle> changed = new LinkedHashSet<>();

	private int count;

	Subscriptions(EnrpContext context, Answers answers) {
		this.context = context;
		this.answers = answers;
	}

	/**
	 * Subscribes a connection to a pool that exists.
	 * @param items how many elements it wants in an update
	 * @return whether updates are granted (SR-23)
	 */
	boolean subscribe(AsapConnection connection, PoolHandle handle, int items) {
		Limits limits = this.context.limits();
		boolean known = connection.subscribed.contains(handle);
		if (!known && limits.enabled() && connection.subscribed.size() >= limits.subscriptionsPerConnection()) {
			this.context.count(Counter.LIMITED);
			return false;
		}
		if (!known) {
			connection.subscribed.add(handle);
			this.count++;
		}
		this.pools.computeIfAbsent(handle, (unknown) -> new Subscribers()).items.put(connection, items);
		return true;
	}

	/** The connection is gone, and its subscriptions with it. */
	void forget(AsapConnection connection) {
		for (PoolHandle handle : connection.subscribed) {
			Subscribers subscribers = this.pools.get(handle);
			if (subscribers != null && subscribers.items.remove(connection) != null) {
				this.count--;
				if (subscribers.items.isEmpty()) {
					end(handle, subscribers);
				}
			}
		}
		connection.subscribed.clear();
	}

	/** Membership or policy values of a pool changed; told when the input is done. */
	void changed(PoolHandle handle) {
		if (!this.pools.isEmpty() && this.pools.containsKey(handle)) {
			this.changed.add(handle);
		}
	}

	/** The input is done: changes leave, behind the answer that belongs to it. */
	void flush(long now) {
		if (this.changed.isEmpty()) {
			return;
		}
		for (PoolHandle handle : this.changed) {
			Subscribers subscribers = this.pools.get(handle);
			if (subscribers != null) {
				told(handle, subscribers, now);
			}
		}
		this.changed.clear();
	}

	private void told(PoolHandle handle, Subscribers subscribers, long now) {
		Pool pool = this.context.handlespace().pool(handle);
		if (pool == null) {
			// A deleted pool is told at once, once, and for the last time.
			subscribers.items.keySet().forEach((connection) -> {
				send(connection, Answers.unknownPool(handle));
				connection.subscribed.remove(handle);
				this.count--;
			});
			end(handle, subscribers);
		}
		else if (now - subscribers.sentAt >= UPDATE_GAP) {
			send(pool, subscribers, now);
		}
		else if (!subscribers.waiting) {
			subscribers.waiting = true;
			this.context.effects().setTimer(new EnrpTimer.PoolUpdate(handle), subscribers.sentAt + UPDATE_GAP - now);
		}
	}

	void timerExpired(PoolHandle handle, long now) {
		Subscribers subscribers = this.pools.get(handle);
		Pool pool = this.context.handlespace().pool(handle);
		if (subscribers != null && subscribers.waiting && pool != null) {
			send(pool, subscribers, now);
		}
	}

	private void send(Pool pool, Subscribers subscribers, long now) {
		subscribers.waiting = false;
		subscribers.sentAt = now;
		// Subscribers mostly want the same: one message serves them all.
		HandleResolutionResponse update = null;
		int items = 0;
		boolean local = false;
		for (Map.Entry<AsapConnection, Integer> subscriber : subscribers.items.entrySet()) {
			AsapConnection connection = subscriber.getKey();
			int wanted = subscriber.getValue();
			if (update == null || items != wanted || local != connection.local) {
				items = wanted;
				local = connection.local;
				update = this.answers.update(pool, items, local);
			}
			send(connection, update);
		}
	}

	private void send(AsapConnection connection, HandleResolutionResponse update) {
		this.context.count(Counter.UPDATES);
		this.context.effects().send(connection.id, update);
	}

	private void end(PoolHandle handle, Subscribers subscribers) {
		this.pools.remove(handle);
		if (subscribers.waiting) {
			this.context.effects().cancelTimer(new EnrpTimer.PoolUpdate(handle));
		}
	}

	int count() {
		return this.count;
	}

	/**
	 * The subscribers of one pool.
	 */
	private static final class Subscribers {

		final Map<AsapConnection, Integer> items = new LinkedHashMap<>();

		long sentAt = Long.MIN_VALUE / 2;

		boolean waiting;

	}

}
