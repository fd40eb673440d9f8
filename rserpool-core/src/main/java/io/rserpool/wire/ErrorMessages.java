package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What ASAP_ERROR and ENRP_ERROR have in common.
 */
final class ErrorMessages {

	private static final int ERROR = ParameterType.OPERATION_ERROR.code();

	private ErrorMessages() {
	}

	/** Decodes the one Operation Error of an error message. */
	static @Nullable OperationError decode(ParameterReader in) {
		OperationError error = null;
		while (in.next()) {
			if (in.type() != ERROR) {
				in.ignore();
				continue;
			}
			if (error != null) {
				return in.repeated();
			}
			error = ParameterCodecs.ERROR.decode(in);
		}
		if (error == null) {
			return in.missing("error message without operation error");
		}
		return error;
	}

	/**
	 * Returns an operation error with the given causes in the order of their appearance,
	 * or null if there are none.
	 */
	static @Nullable OperationError of(@Nullable List<ErrorCause> reports, @Nullable ErrorCause cause) {
		if (reports == null) {
			return (cause != null) ? OperationError.of(cause) : null;
		}
		if (cause == null) {
			return new OperationError(reports);
		}
		List<ErrorCause> causes = new ArrayList<>(reports);
		causes.add(cause);
		return new OperationError(causes);
	}

	/**
	 * Returns the operation error about a message of unknown type: all of it is quoted,
	 * as far as a reply can hold it.
	 */
	static OperationError ofUnknownMessage(byte[] message) {
		return OperationError.of(ErrorCause.of(CauseCode.UNRECOGNIZED_MESSAGE, Octets.adopt(message)));
	}

}
