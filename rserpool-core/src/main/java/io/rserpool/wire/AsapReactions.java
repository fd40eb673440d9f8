package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver answers to a malformed ASAP message [P-14].
 */
final class AsapReactions {

	private AsapReactions() {
	}

	/** Errors are never answered, and announcements come by multicast. */
	static boolean mayBeAnswered(AsapMessageType type) {
		return type != AsapMessageType.ERROR && type != AsapMessageType.SERVER_ANNOUNCE;
	}

	/**
	 * Returns the reaction to a message whose reading was stopped.
	 * @param from where the message's fields and parameters begin
	 * @param to where they end
	 */
	static Decoded<AsapMessage> refuse(Refusal refusal, AsapMessageType type, ParameterReader in, ByteBuf frame,
			int from, int to) {
		AsapMessage reply = null;
		if (mayBeAnswered(type)) {
			reply = rejection(refusal, type, in, frame, from, to);
			if (reply == null) {
				// [P-1] what asked for a report before is reported even if the message is
				// then discarded without one.
				OperationError error = ErrorMessages.of(in.reports(), refusal.cause());
				reply = (error != null) ? new AsapError(error) : null;
			}
		}
		WireFault.Kind kind = (reply != null) ? WireFault.Kind.INVALID : WireFault.Kind.DISCARDED;
		return new Decoded<>(null, reply, new WireFault(kind, refusal.detail()));
	}

	private static @Nullable AsapMessage rejection(Refusal refusal, AsapMessageType type, ParameterReader in,
			ByteBuf frame, int from, int to) {
		ErrorCause cause = refusal.cause();
		if (refusal.damage() != Damage.INVALID_PARAMETER || cause == null) {
			return null;
		}
		if (type != AsapMessageType.REGISTRATION && type != AsapMessageType.DEREGISTRATION) {
			return null;
		}
		RequestKey key = RequestKey.find(frame, from, to, in.limits());
		PoolHandle handle = key.handle();
		PoolElementId id = (type == AsapMessageType.REGISTRATION) ? key.elementId() : key.id();
		if (handle == null || id == null) {
			return null;
		}
		OperationError error = mainCauseFirst(cause, in.reports());
		return (type == AsapMessageType.REGISTRATION) ? new RegistrationResponse(handle, id, true, error)
				: new DeregistrationResponse(handle, id, error);
	}

	private static OperationError mainCauseFirst(ErrorCause cause, @Nullable List<ErrorCause> reports) {
		if (reports == null) {
			return OperationError.of(cause);
		}
		List<ErrorCause> causes = new ArrayList<>(1 + reports.size());
		causes.add(cause);
		causes.addAll(reports);
		return new OperationError(causes);
	}

}
