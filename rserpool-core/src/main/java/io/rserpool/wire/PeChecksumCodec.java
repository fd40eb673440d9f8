package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The PE Checksum parameter (RFC 5354 section 3.15).
 *
 * <pre>
 *  octet 0..3   0x000f, length 6
 *        4..5   checksum
 *        6..7   padding
 * </pre>
 */
final class PeChecksumCodec {

	private static final int HEADER = ParameterWriter.header(ParameterType.PE_CHECKSUM, 6);

	private PeChecksumCodec() {
	}

	static int decode(ParameterReader in) {
		if (!in.hasLength(6)) {
			return Presence.NO_CHECKSUM;
		}
		return in.getUnsignedShort(4);
	}

	static int encode(int checksum, ByteBuf out) {
		if ((checksum & ~0xffff) != 0) {
			throw new IllegalArgumentException("A PE checksum is 0 to 0xffff, not " + checksum);
		}
		out.writeInt(HEADER);
		out.writeInt(checksum << 16);
		return 2;
	}

}
