package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * One cause of an operation error (RFC 5354 section 3.12).
 *
 * @param code the 16-bit cause code; unknown ones are kept
 * @param info cause information: usually the offending TLV, often nothing
 */
public record ErrorCause(int code, Octets info) {

	public static ErrorCause of(CauseCode cause) {
		return new ErrorCause(cause.code(), Octets.EMPTY);
	}

	public static ErrorCause of(CauseCode cause, Octets info) {
		return new ErrorCause(cause.code(), info);
	}

	/** The cause, or null if no RFC names the code. */
	public @Nullable CauseCode cause() {
		return CauseCode.of(this.code);
	}

	/** For people: {@code inconsistent pooling policy (0x0005)}. */
	public String describe() {
		CauseCode cause = cause();
		String words = (cause != null) ? cause.words() : "cause that no RFC names";
		return String.format("%s (0x%04x)", words, this.code);
	}

}
