package io.rserpool.enrp;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementParameter;

/**
 * Deregistration at the server (RFC 5352 section 3.2). Only the element itself may leave;
 * one that is not known has left already.
 */
final class DeregistrationDesk {

	private final EnrpContext context;

	private final RateLimits rates;

	private final Members members;

	private final Dials dials;

	private final Rejections rejections;

	DeregistrationDesk(EnrpContext context, RateLimits rates, Members members, Dials dials, Rejections rejections) {
		this.context = context;
		this.rates = rates;
		this.members = members;
		this.dials = dials;
		this.rejections = rejections;
	}

	void received(AsapConnection from, Deregistration request, long now) {
		if (!this.rates.admitsRegistration(from, null, now)) {
			this.rejections.deregistration(from, request.handle(), request.id(),
					ErrorCause.of(CauseCode.LACK_OF_RESOURCES), "too many deregistrations", now);
			return;
		}
		PoolElementEntry entry = this.context.handlespace().find(request.handle(), request.id());
		if (entry == null) {
			answer(from, request);
			return;
		}
		if (!isItself(entry, from)) {
			this.rejections.deregistration(from, request.handle(), request.id(),
					ErrorCause.of(CauseCode.REJECTED_FOR_SECURITY), "not the element itself", now);
			return;
		}
		// Only a home's word counts with the other servers.
		this.members.claimToRemove(entry);
		answer(from, request);
		this.dials.forget(entry);
		this.members.remove(entry, new RserpoolEvent.ElementDeregistered(request.handle(), request.id()), 0);
	}

	private void answer(AsapConnection to, Deregistration request) {
		this.context.count(Counter.DEREGISTRATIONS);
		this.context.effects().send(to.id, new DeregistrationResponse(request.handle(), request.id(), null));
	}

	/** No deregistration by proxy. */
	private static boolean isItself(PoolElementEntry entry, AsapConnection from) {
		AsapConnection connection = Members.connectionOf(entry);
		return (connection != null) ? connection == from : isAddressOf(entry.parameter(), from.remote.address());
	}

	private static boolean isAddressOf(PoolElementParameter element, IpAddress address) {
		return TransportAddresses.contain(element.userTransport(), address)
				|| TransportAddresses.contain(element.asapTransport(), address);
	}

}
