package io.rserpool.wire;

import java.util.List;

/**
 * The Operation Error parameter: one or more causes, the first is the main one (RFC 5354
 * section 3.12).
 *
 * <pre>
 *  octet 0..3   0x000c, length
 *        4..    one or more causes, the padding of the last not counted:
 *               code (2), length (2), information, padding
 * </pre>
 *
 * @param causes at least one
 */
public record OperationError(List<ErrorCause> causes) {

	public OperationError {
		causes = List.copyOf(causes);
	}

	public static OperationError of(ErrorCause... causes) {
		return new OperationError(List.of(causes));
	}

	public static OperationError of(CauseCode cause) {
		return of(ErrorCause.of(cause));
	}

	/** The first cause. */
	public ErrorCause main() {
		return this.causes.get(0);
	}

}
