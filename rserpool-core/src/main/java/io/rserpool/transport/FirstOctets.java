package io.rserpool.transport;

/**
 * What the first four octets of a connection to an ASAP port tell [T-16].
 */
public enum FirstOctets {

	/** INIT: the TCP mapping. A registration of length 4 would be invalid anyway. */
	MAPPING,

	/** The header of an ASAP message that can be one: the plain stream. */
	PLAIN,

	/** A TLS record, on a port without TLS. */
	TLS,

	/** Neither. */
	STRANGE;

	private static final int INIT = 0x0100_0004;

	private static final int INIT_FLAGS = 0x000f_0000;

	private static final int TLS_HANDSHAKE = 0x1603;

	private static final int LAST_ASAP_TYPE = 0x0e;

	private static final int LEAST_ASAP_LENGTH = 8;

	/** Tells them in network order. */
	public static FirstOctets of(int octets) {
		if ((octets & ~INIT_FLAGS) == INIT) {
			return MAPPING;
		}
		if (octets >>> 16 == TLS_HANDSHAKE) {
			return TLS;
		}
		int type = octets >>> 24;
		boolean asap = type >= 1 && type <= LAST_ASAP_TYPE && (octets & 0xffff) >= LEAST_ASAP_LENGTH;
		return asap ? PLAIN : STRANGE;
	}

}
