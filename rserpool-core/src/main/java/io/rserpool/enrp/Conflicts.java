package io.rserpool.enrp;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementParameter;

/**
 * Own elements that another server calls its own (enrp.md 10.3, 10.4). Both servers apply
 * the same rules to the same facts, so that they need no further exchange: of one element
 * with two homes the server with the higher id is the home; of two elements with one
 * identifier that of the server with the higher id keeps it.
 */
final class Conflicts {

	private final EnrpContext context;

	private final Ownership ownership;

	private final Reclaims reclaims;

	private final KeepAlives keepAlives;

	private final HandleUpdates updates;

	Conflicts(EnrpContext context, Ownership ownership, Reclaims reclaims, KeepAlives keepAlives,
			HandleUpdates updates) {
		this.context = context;
		this.ownership = ownership;
		this.reclaims = reclaims;
		this.keepAlives = keepAlives;
		this.updates = updates;
	}

	/**
	 * A peer's table lists an own element.
	 * @return whether it stays here
	 */
	boolean listed(PoolElementEntry own, Peer by, PoolElementParameter element, long now) {
		if (!isSame(own, element)) {
			return duplicate(own, by, element, now);
		}
		if (isHigherThan(by)) {
			if (LostConnections.isListening(own) || this.ownership.isConnected(own)) {
				this.updates.added(own);
				this.keepAlives.adopt(own, now);
			}
			return true;
		}
		if (this.ownership.isReachedOnlyHere(own)) {
			this.reclaims.keep(own, by.id, now);
			return true;
		}
		this.ownership.give(own, element, true, "both servers owned it", now);
		return false;
	}

	/**
	 * A peer announces an own element: it stands for a registration or a takeover there.
	 */
	void announced(PoolElementEntry own, Peer by, PoolElementParameter element, long now) {
		if (!isSame(own, element) && this.ownership.isConnected(own)) {
			duplicate(own, by, element, now);
		}
		else if (this.ownership.isReachedOnlyHere(own) && this.reclaims.insists(own, by.id, now)) {
			this.reclaims.keep(own, by.id, now);
		}
		else {
			this.ownership.give(own, element, true, "registered there", now);
		}
	}

	private boolean duplicate(PoolElementEntry own, Peer by, PoolElementParameter element, long now) {
		boolean kept = isHigherThan(by);
		this.context.effects()
			.publish(new RserpoolEvent.DuplicateElement(own.pool().handle(), own.id(), kept ? this.context.id() : by.id,
					kept ? by.id : this.context.id()));
		if (kept) {
			this.updates.added(own);
			return true;
		}
		AsapConnection connection = Members.connectionOf(own);
		if (connection != null) {
			// It names the element, so that a process of many knows which takes a new id.
			this.context.effects()
				.send(connection.id, new DeregistrationResponse(own.pool().handle(), own.id(),
						OperationError.of(ErrorCause.of(CauseCode.NON_UNIQUE_PE_IDENTIFIER))));
		}
		this.ownership.give(own, element, false, "another element has its identifier", now);
		return false;
	}

	private boolean isHigherThan(Peer other) {
		return this.context.id().compareTo(other.id) > 0;
	}

	private static boolean isSame(PoolElementEntry own, PoolElementParameter other) {
		PoolElementParameter mine = own.parameter();
		return mine.userTransport().equals(other.userTransport())
				&& (mine.asapTransport() == null || mine.asapTransport().equals(other.asapTransport()));
	}

}
