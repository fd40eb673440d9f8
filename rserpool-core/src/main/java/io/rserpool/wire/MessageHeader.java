package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The header that ASAP and ENRP messages share (RFC 5354 section 4).
 *
 * <pre>
 *  octet 0      type
 *        1      flags
 *        2..3   length, header included, padding at the end not counted
 * </pre>
 */
final class MessageHeader {

	static final int OCTETS = 4;

	static final int MAX_LENGTH = 0xffff;

	private static final WireFault SHORT = framing("message shorter than its header");

	private static final WireFault LENGTH_OVER_DATA = framing("message length beyond the data");

	private static final WireFault TRAILING_OCTETS = framing("octets behind the message");

	static final WireFault UNKNOWN_DISCARDED = new WireFault(WireFault.Kind.DISCARDED,
			"message of unknown type that says discard");

	static final WireFault UNKNOWN_REPORTED = new WireFault(WireFault.Kind.INVALID,
			"message of unknown type that says discard and report");

	static final WireFault IGNORED_PARTS = new WireFault(WireFault.Kind.IGNORED_PARTS,
			"message with parts that were left out");

	private MessageHeader() {
	}

	private static WireFault framing(String detail) {
		return new WireFault(WireFault.Kind.FRAMING, detail);
	}

	static WireFault lengthBelowHeader(int length) {
		return framing("message length " + length + " is below " + OCTETS);
	}

	static WireFault lengthOverLimit(int length, int maxOctets) {
		return framing("message length " + length + " is over the limit of " + maxOctets);
	}

	/**
	 * Compares the length field with the octets that are there: exactly the length
	 * rounded up to a multiple of 4.
	 * @return null if they agree
	 */
	static @Nullable WireFault check(ByteBuf frame, WireLimits limits) {
		int octets = frame.readableBytes();
		if (octets < OCTETS) {
			return SHORT;
		}
		int length = length(frame, frame.readerIndex());
		if (length < OCTETS) {
			return lengthBelowHeader(length);
		}
		if (length > limits.maxMessageOctets()) {
			return lengthOverLimit(length, limits.maxMessageOctets());
		}
		int expected = padded(length);
		if (octets == expected) {
			return null;
		}
		return (octets < expected) ? LENGTH_OVER_DATA : TRAILING_OCTETS;
	}

	static int type(ByteBuf frame, int start) {
		return frame.getUnsignedByte(start);
	}

	static int flags(ByteBuf frame, int start) {
		return frame.getUnsignedByte(start + 1);
	}

	static int length(ByteBuf frame, int start) {
		return frame.getUnsignedShort(start + 2);
	}

	/**
	 * Copies a message of unknown type if its sender wants to be told: class 01. Classes
	 * 10 and 11 are reserved and treated like 00 [P-2].
	 * @return null if the message is to be discarded silently
	 */
	static byte @Nullable [] quoteUnknown(int type, ByteBuf frame, int start, int end) {
		if (type >>> 6 != 1) {
			return null;
		}
		byte[] quoted = new byte[Math.min(end - start, ParameterReader.MAX_QUOTED)];
		frame.getBytes(start, quoted);
		return quoted;
	}

	/** The given length rounded up to a multiple of 4. */
	static int padded(int length) {
		return (length + 3) & ~3;
	}

}
