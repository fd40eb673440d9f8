package io.rserpool.enrp;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Elements of other servers: their homes' word, kept as it came. Nothing that happens to
 * them here is told to anybody but users (RFC 5353 section 3.3).
 */
final class Replicas {

	/**
	 * How long after its registration life an element is dropped if its home is gone:
	 * only a safety net, as expiry is the home's business (N-13).
	 */
	private static final long AFTERLIFE_MILLIS = 60_000;

	private static final long MILLIS_PER_SECOND = 1000;

	private final EnrpContext context;

	private final Claims claims;

	private final Subscriptions subscriptions;

	Replicas(EnrpContext context, Claims claims, Subscriptions subscriptions) {
		this.context = context;
		this.claims = claims;
		this.subscriptions = subscriptions;
	}

	/**
	 * Adds an element or replaces its attributes. It is not this server's own.
	 * @param element complete, with its home
	 * @param told whether each element is worth an event
	 */
	PoolElementEntry put(PoolHandle handle, PoolElementParameter element, boolean told, long now) {
		Handlespace handlespace = this.context.handlespace();
		PoolElementEntry known = handlespace.find(handle, element.id());
		PoolElementParameter former = (known != null) ? known.parameter() : null;
		boolean newPool = known == null && handlespace.pool(handle) == null;
		PoolElementEntry entry = handlespace.register(handle, element, afterlife(element, now), now);
		entry.attach(null);
		handlespace.setFlag(entry, ElementFlag.UNVERIFIED, false);
		if (former == null || Members.isChangeForUsers(former, element)) {
			this.subscriptions.changed(handle);
			if (told) {
				tell(handle, element, former == null, newPool);
			}
		}
		return entry;
	}

	private void tell(PoolHandle handle, PoolElementParameter element, boolean added, boolean newPool) {
		if (!added) {
			this.context.effects()
				.publish(new RserpoolEvent.ElementUpdated(handle, element.id(), element.home(), element.userTransport(),
						element.policy()));
			return;
		}
		long cause = this.context.effects()
			.publish(new RserpoolEvent.ElementRegistered(handle, element.id(), element.home(), element.userTransport(),
					element.policy()));
		if (newPool) {
			this.context.effects().publish(new RserpoolEvent.PoolCreated(handle, element.policy()), cause);
		}
	}

	/** Marks an element that only a third party told of (requirement E6). */
	void suspect(PoolElementEntry entry) {
		this.context.handlespace().setFlag(entry, ElementFlag.UNVERIFIED, true);
	}

	/** The home's word on an element is confirmed. */
	void verify(PoolElementEntry entry) {
		if (entry.has(ElementFlag.UNVERIFIED)) {
			this.context.handlespace().setFlag(entry, ElementFlag.UNVERIFIED, false);
			this.subscriptions.changed(entry.pool().handle());
		}
	}

	/** The home's checksum agrees: all that is held for it is confirmed. */
	void verifyAllOf(ServerId home) {
		this.context.handlespace().forEachOf(home, this::verify);
	}

	/** Gives an element of another server to a third one, which took it over. */
	void move(PoolElementEntry entry, ServerId home) {
		this.claims.drop(entry, home);
		this.context.handlespace().setHome(entry, home);
		entry.attach(null);
	}

	/** Removes an element; if another server claims it, that claim counts from now on. */
	void remove(PoolElementEntry entry, boolean told, long now) {
		Claim other = this.claims.takeBest(entry);
		if (other != null) {
			put(entry.pool().handle(), other.element(), told, now);
			return;
		}
		PoolHandle handle = entry.pool().handle();
		ServerId home = entry.home();
		this.context.handlespace().remove(entry);
		this.subscriptions.changed(handle);
		long cause = 0;
		if (told) {
			cause = this.context.effects().publish(new RserpoolEvent.ElementLeft(handle, entry.id(), home));
		}
		if (this.context.handlespace().pool(handle) == null) {
			this.context.effects().publish(new RserpoolEvent.PoolRemoved(handle), cause);
		}
	}

	/**
	 * An element's registration life is over for long.
	 * @param homeLives whether its home is there to decide
	 */
	void expired(PoolElementEntry entry, boolean homeLives, long now) {
		if (homeLives) {
			this.context.handlespace().timers().lifeUntil(entry, afterlife(entry.parameter(), now));
		}
		else {
			this.context.count(Counter.EXPIRED);
			this.context.effects().publish(new RserpoolEvent.ElementExpired(entry.pool().handle(), entry.id()));
			remove(entry, false, now);
		}
	}

	private long afterlife(PoolElementParameter element, long now) {
		int life = element.lifeSeconds();
		if (life == PoolElementParameter.INFINITE_LIFE) {
			return PoolElementEntry.NEVER;
		}
		long millis = this.context.config().lifeInMilliseconds() ? life : life * MILLIS_PER_SECOND;
		return now + millis + AFTERLIFE_MILLIS;
	}

}
