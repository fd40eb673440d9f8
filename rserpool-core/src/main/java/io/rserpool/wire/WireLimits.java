package io.rserpool.wire;

/**
 * What a receiver puts up with (SR-22). A message over a limit is treated as malformed,
 * never cut short.
 *
 * @param maxMessageOctets most counted octets of a message, 4 to 65535
 * @param maxHandleOctets most octets of a pool handle, 1 to 1024 [P-6]
 * @param maxDepth most parameters inside each other
 * @param maxAddresses most addresses of one SCTP transport [P-4]
 * @param maxElementOctets most octets of a Pool Element parameter
 * @param maxCauses most causes that are kept of an Operation Error, and most unknown
 * parameters that are reported in one
 * @param strictRfc whether the Transport Use field of TCP transports is ignored, as the
 * RFC says, instead of read by rule [T-17]
 * @param legsEnabled whether the Additional Legs parameter 0x8040 is understood; if not
 * it is skipped like any unknown parameter of its class
 */
public record WireLimits(int maxMessageOctets, int maxHandleOctets, int maxDepth, int maxAddresses,
		int maxElementOctets, int maxCauses, boolean strictRfc, boolean legsEnabled) {

	/** For pool users, pool elements and ENRP servers among themselves. */
	public static final WireLimits DEFAULT = new WireLimits(65535, PoolHandle.MAX_LENGTH, 8, 64, 4096, 16, false, true);

	/** For what a registrar's ASAP clients send: 16 KiB. */
	public static final WireLimits REGISTRAR = DEFAULT.withMaxMessageOctets(16384);

	public WireLimits {
		check("maxMessageOctets", maxMessageOctets, 4, 65535);
		check("maxHandleOctets", maxHandleOctets, 1, PoolHandle.MAX_LENGTH);
		check("maxDepth", maxDepth, 1, 64);
		check("maxAddresses", maxAddresses, 1, 4096);
		check("maxElementOctets", maxElementOctets, 16, 65535);
		check("maxCauses", maxCauses, 1, 4096);
	}

	private static void check(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
		}
	}

	public WireLimits withMaxMessageOctets(int maxMessageOctets) {
		return new WireLimits(maxMessageOctets, this.maxHandleOctets, this.maxDepth, this.maxAddresses,
				this.maxElementOctets, this.maxCauses, this.strictRfc, this.legsEnabled);
	}

	public WireLimits withStrictRfc(boolean strictRfc) {
		return new WireLimits(this.maxMessageOctets, this.maxHandleOctets, this.maxDepth, this.maxAddresses,
				this.maxElementOctets, this.maxCauses, strictRfc, this.legsEnabled);
	}

	public WireLimits withLegsEnabled(boolean legsEnabled) {
		return new WireLimits(this.maxMessageOctets, this.maxHandleOctets, this.maxDepth, this.maxAddresses,
				this.maxElementOctets, this.maxCauses, this.strictRfc, legsEnabled);
	}

}
