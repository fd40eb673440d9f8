package io.rserpool.asap;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Tells the home server of elements that the application could not reach (RFC 5352
 * section 3.5): each at most once in a while, and not too many in all, [SR-26].
 */
final class UnreachableReports {

	private final AsapContext context;

	private final HomeConnection home;

	private final RateLimit limit;

	/** When each element was reported, the longest ago first. */
	private final Map<Name, Long> reportedAt = new LinkedHashMap<>();

	UnreachableReports(AsapContext context, HomeConnection home) {
		this.context = context;
		this.home = home;
		this.limit = new RateLimit(context.config().reportsPerSecond(), 1000);
	}

	/** Returns the event that tells of the failure. */
	long failed(PoolHandle handle, PoolElementId id, long now) {
		boolean reported = report(handle, id, now);
		return this.context.effects().publish(new RserpoolEvent.ElementFailed(handle, id, reported));
	}

	/** Returns the event that tells of the failure of one leg of several. */
	long legFailed(Leg leg, long now) {
		boolean reported = report(leg.handle(), leg.id(), now);
		return this.context.effects()
			.publish(new RserpoolEvent.LegFailed(leg.handle(), leg.id(), leg.transport(), reported));
	}

	private boolean report(PoolHandle handle, PoolElementId id, long now) {
		boolean reported = this.home.isUp() && isDue(new Name(handle, id), now);
		if (reported) {
			this.home.send(new EndpointUnreachable(handle, id));
		}
		return reported;
	}

	private boolean isDue(Name name, long now) {
		long gap = this.context.config().reportGapMillis();
		// Bounded by the limit in all: older ones are forgotten
		Iterator<Long> oldest = this.reportedAt.values().iterator();
		while (oldest.hasNext() && now - oldest.next() >= gap) {
			oldest.remove();
		}
		if (this.reportedAt.containsKey(name)) {
			return false;
		}
		if (!this.limit.allows(now)) {
			if (this.limit.isFirstDenial()) {
				this.context.effects()
					.publish(new RserpoolEvent.LimitReached("unreachable reports", name.toString(), "not sent"));
			}
			return false;
		}
		this.reportedAt.put(name, now);
		return true;
	}

	private record Name(PoolHandle handle, PoolElementId id) {

		@Override
		public String toString() {
			return this.handle + "/" + this.id;
		}

	}

}
