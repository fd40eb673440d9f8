package io.rserpool.asap;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.AsapMessageType;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.ParameterType;

/**
 * Finds the request that an ASAP_ERROR means. Nothing in it names one, so it is the
 * oldest one on the connection whose type can be told from what the error quotes.
 */
final class AsapErrors {

	private final AsapContext context;

	private final HomeConnection home;

	private final ElementRegistrations elements;

	private final Resolver resolver;

	AsapErrors(AsapContext context, HomeConnection home, ElementRegistrations elements, Resolver resolver) {
		this.context = context;
		this.home = home;
		this.elements = elements;
		this.resolver = resolver;
	}

	void received(OperationError error, long now) {
		ErrorCause cause = error.main();
		boolean matched = switch (request(cause)) {
			case RESOLUTION -> this.resolver.refuseOldest(cause, now);
			case REGISTRATION -> this.elements.refuseOldestRegistration(cause, now);
			case DEREGISTRATION -> this.elements.refuseOldestDeregistration(cause);
			case UNKNOWN -> false;
		};
		this.context.effects()
			.publish(new RserpoolEvent.ErrorReceived(String.valueOf(this.home.address()), cause.code(),
					cause.describe() + (matched ? "" : ", no request can be told from it")));
	}

	private static Request request(ErrorCause cause) {
		byte[] quoted = cause.info().toByteArray();
		if (quoted.length < 2) {
			return Request.UNKNOWN;
		}
		if (cause.cause() == CauseCode.UNRECOGNIZED_MESSAGE) {
			return ofMessage(quoted[0] & 0xff);
		}
		if (cause.cause() == CauseCode.INVALID_VALUES) {
			return ofParameter((quoted[0] & 0xff) << 8 | quoted[1] & 0xff);
		}
		return Request.UNKNOWN;
	}

	private static Request ofMessage(int type) {
		if (type == AsapMessageType.HANDLE_RESOLUTION.code()) {
			return Request.RESOLUTION;
		}
		if (type == AsapMessageType.REGISTRATION.code()) {
			return Request.REGISTRATION;
		}
		return (type == AsapMessageType.DEREGISTRATION.code()) ? Request.DEREGISTRATION : Request.UNKNOWN;
	}

	private static Request ofParameter(int type) {
		if (type == ParameterType.POOL_HANDLE.code() || type == ParameterType.HANDLE_RESOLUTION_OPTION.code()) {
			// Errors in the other requests are answered by their own responses [P-14]
			return Request.RESOLUTION;
		}
		if (type == ParameterType.POOL_ELEMENT_IDENTIFIER.code()) {
			return Request.DEREGISTRATION;
		}
		boolean inPoolElement = type == ParameterType.POOL_ELEMENT.code()
				|| type == ParameterType.MEMBER_SELECTION_POLICY.code()
				|| type >= ParameterType.DCCP_TRANSPORT.code() && type <= ParameterType.UDP_LITE_TRANSPORT.code();
		return inPoolElement ? Request.REGISTRATION : Request.UNKNOWN;
	}

	private enum Request {

		RESOLUTION, REGISTRATION, DEREGISTRATION, UNKNOWN

	}

}
