package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * Damaged messages: counted, told at most once a second and source, and answered with
 * what the codec suggests [P-14], at most so often a second [P-15].
 */
final class ErrorReplies {

	private final EnrpContext context;

	private final Rejections rejections;

	ErrorReplies(EnrpContext context, Rejections rejections) {
		this.context = context;
		this.rejections = rejections;
	}

	void malformed(AsapConnection from, WireFault fault, @Nullable WireMessage reply, long now) {
		boolean usable = fault.kind() == WireFault.Kind.IGNORED_PARTS;
		this.context.count(usable ? Counter.IGNORED_PARTS : Counter.MALFORMED);
		if (from.source.malformedEvents.admits(now)) {
			this.context.effects()
				.publish(new RserpoolEvent.MalformedMessage(from.toString(), fault.kind().toString(), fault.detail()));
		}
		if (reply != null && from.errorReplies.take(now)) {
			this.context.count(Counter.ERROR_REPLIES);
			this.context.effects().send(from.id, reply);
			tellRejection(from, reply, fault.detail(), now);
		}
		if (fault.kind() == WireFault.Kind.FRAMING) {
			from.condemn("message borders lost");
		}
	}

	private void tellRejection(AsapConnection to, WireMessage reply, String why, long now) {
		if (reply instanceof RegistrationResponse response && response.rejected()) {
			tell(to, response.handle(), response.id(), "registration", response.error(), why, now);
		}
		else if (reply instanceof DeregistrationResponse response && response.error() != null) {
			tell(to, response.handle(), response.id(), "deregistration", response.error(), why, now);
		}
	}

	private void tell(AsapConnection to, PoolHandle handle, PoolElementId element, String request,
			@Nullable OperationError error, String why, long now) {
		this.rejections.tell(to, handle, element, request, (error != null) ? error.main() : null, why, now);
	}

}
