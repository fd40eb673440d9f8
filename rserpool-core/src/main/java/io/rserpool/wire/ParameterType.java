package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The types of TLV parameters (RFC 5354 section 3, table 1), with the draft's handle
 * resolution option and this project's Additional Legs and Table Digest.
 */
public enum ParameterType {

	IPV4_ADDRESS(0x0001), IPV6_ADDRESS(0x0002), DCCP_TRANSPORT(0x0003), SCTP_TRANSPORT(0x0004), TCP_TRANSPORT(0x0005),
	UDP_TRANSPORT(0x0006), UDP_LITE_TRANSPORT(0x0007), MEMBER_SELECTION_POLICY(0x0008), POOL_HANDLE(0x0009),
	POOL_ELEMENT(0x000a), SERVER_INFORMATION(0x000b), OPERATION_ERROR(0x000c), COOKIE(0x000d),
	POOL_ELEMENT_IDENTIFIER(0x000e), PE_CHECKSUM(0x000f), OPAQUE_TRANSPORT(0x0010), HANDLE_RESOLUTION_OPTION(0x803f),
	ADDITIONAL_LEGS(0x8040), TABLE_DIGEST(0x8e01);

	private static final @Nullable ParameterType[] LOW = new ParameterType[0x11];

	static {
		for (ParameterType type : values()) {
			if (type.code < LOW.length) {
				LOW[type.code] = type;
			}
		}
	}

	private final int code;

	ParameterType(int code) {
		this.code = code;
	}

	/** The 16-bit code, action bits included. */
	public int code() {
		return this.code;
	}

	/**
	 * Returns the type with the given 16-bit code, or null for an unknown one.
	 */
	public static @Nullable ParameterType of(int code) {
		if (code < LOW.length) {
			return LOW[code];
		}
		return switch (code) {
			case 0x803f -> HANDLE_RESOLUTION_OPTION;
			case 0x8040 -> ADDITIONAL_LEGS;
			case 0x8e01 -> TABLE_DIGEST;
			default -> null;
		};
	}

}
