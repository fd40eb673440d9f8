package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.RegistrationResponse;

/**
 * Saying no to a registration or deregistration: the answer, the count and the event.
 * Nothing else changes, and nobody else is told.
 */
final class Rejections {

	private final EnrpContext context;

	Rejections(EnrpContext context) {
		this.context = context;
	}

	void registration(AsapConnection to, PoolHandle handle, PoolElementId element, ErrorCause cause, String why,
			long now) {
		this.context.effects().send(to.id, new RegistrationResponse(handle, element, true, OperationError.of(cause)));
		tell(to, handle, element, "registration", cause, why, now);
	}

	void deregistration(AsapConnection to, PoolHandle handle, PoolElementId element, ErrorCause cause, String why,
			long now) {
		this.context.effects().send(to.id, new DeregistrationResponse(handle, element, OperationError.of(cause)));
		tell(to, handle, element, "deregistration", cause, why, now);
	}

	/** Counts and tells a rejection that the codec worded, or that has left already. */
	void tell(AsapConnection to, PoolHandle handle, PoolElementId element, String request, @Nullable ErrorCause cause,
			String why, long now) {
		this.context.count(Counter.REJECTED);
		if (to.source.rejectionEvents.take(now)) {
			int code = (cause != null) ? cause.code() : 0;
			this.context.effects().publish(new RserpoolEvent.RequestRejected(handle, element, request, code, why));
		}
	}

}
