package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The error causes of RFC 5354 section 3.12.
 */
public enum CauseCode {

	UNSPECIFIED_ERROR("unspecified error"), UNRECOGNIZED_PARAMETER("unrecognized parameter"),
	UNRECOGNIZED_MESSAGE("unrecognized message"), INVALID_VALUES("invalid values"),
	NON_UNIQUE_PE_IDENTIFIER("non-unique PE identifier"), INCONSISTENT_POOLING_POLICY("inconsistent pooling policy"),
	LACK_OF_RESOURCES("lack of resources"), INCONSISTENT_TRANSPORT_TYPE("inconsistent transport type"),
	INCONSISTENT_DATA_CONTROL("inconsistent data/control configuration"), UNKNOWN_POOL_HANDLE("unknown pool handle"),
	REJECTED_FOR_SECURITY("rejected due to security considerations");

	private static final CauseCode[] VALUES = values();

	private final String words;

	CauseCode(String words) {
		this.words = words;
	}

	/** The 16-bit code, 0x0 to 0xa. */
	public int code() {
		return ordinal();
	}

	/** The RFC's name in lower case. */
	public String words() {
		return this.words;
	}

	/**
	 * Returns the cause with the given code, or null for one that no RFC names.
	 */
	public static @Nullable CauseCode of(int code) {
		return (code < VALUES.length) ? VALUES[code] : null;
	}

}
