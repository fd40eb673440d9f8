package io.rserpool.enrp;

import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Removing elements that did not ask for it. While their connection stands they are told
 * by an unsolicited response (RFC 5352 section 2.2.4), so that a process that only slept
 * can register again at once.
 */
final class Removals {

	private final EnrpContext context;

	private final Members members;

	private final Dials dials;

	Removals(EnrpContext context, Members members, Dials dials) {
		this.context = context;
		this.members = members;
		this.dials = dials;
	}

	/** The element is believed dead. */
	void dead(PoolElementEntry entry, RemovalReason reason) {
		this.context.count(Counter.REMOVED);
		long cause = (entry.attachment() instanceof ElementWatch watch) ? watch.cause : 0;
		remove(entry, new RserpoolEvent.ElementRemoved(entry.pool().handle(), entry.id(), reason), cause);
	}

	/** The registration life is over (RFC 5352 section 3.1). */
	void expired(PoolElementEntry entry) {
		this.context.count(Counter.EXPIRED);
		remove(entry, new RserpoolEvent.ElementExpired(entry.pool().handle(), entry.id()), 0);
	}

	private void remove(PoolElementEntry entry, RserpoolEvent event, long cause) {
		PoolHandle handle = entry.pool().handle();
		PoolElementId id = entry.id();
		AsapConnection connection = Members.connectionOf(entry);
		if (connection != null) {
			this.context.effects().send(connection.id, new DeregistrationResponse(handle, id, null));
		}
		this.dials.forget(entry);
		this.members.remove(entry, event, cause);
	}

}
