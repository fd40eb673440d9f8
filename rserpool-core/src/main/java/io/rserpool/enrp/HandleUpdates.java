package io.rserpool.enrp;

import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.UpdateAction;

/**
 * Telling all peers of own elements (RFC 5353 section 3.3). There is no acknowledgement:
 * the audit is the repair.
 */
final class HandleUpdates {

	private final EnrpContext context;

	private final Peers peers;

	HandleUpdates(EnrpContext context, Peers peers) {
		this.context = context;
		this.peers = peers;
	}

	/** An own element is new or changed. */
	void added(PoolElementEntry entry) {
		announce(UpdateAction.ADD_PE, entry.pool().handle(), entry.parameter());
	}

	/** An own element is gone. */
	void removed(PoolHandle handle, PoolElementParameter element) {
		announce(UpdateAction.DEL_PE, handle, element);
	}

	private void announce(UpdateAction action, PoolHandle handle, PoolElementParameter element) {
		if (this.peers.size() > 0) {
			this.context.count(Counter.UPDATES_ANNOUNCED);
			this.peers.sendToAll(new HandleUpdate(this.context.id(), ServerId.NONE, false, action, handle, element));
		}
	}

	/** Asks one peer to become the element's home (N-5). */
	void suggest(Peer to, PoolElementEntry entry) {
		this.peers.send(to, new HandleUpdate(this.context.id(), to.id, true, UpdateAction.ADD_PE, entry.pool().handle(),
				entry.parameter()));
	}

}
