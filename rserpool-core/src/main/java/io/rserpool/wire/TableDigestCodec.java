package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Table Digest parameter, an extension of this project that receivers without it
 * skip: what the PE checksum does not cover.
 *
 * <pre>
 *  octet 0..3   0x8e01, length 24
 *        4      version 1
 *        5..7   reserved, sent 0
 *        8..23  the first 16 octets of a SHA-256
 * </pre>
 */
final class TableDigestCodec {

	private static final int LENGTH = 24;

	private static final int VERSION = 1;

	private static final int DIGEST_OCTETS = 16;

	private static final int HEADER = ParameterWriter.header(ParameterType.TABLE_DIGEST, LENGTH);

	private TableDigestCodec() {
	}

	/** Returns null for another version: it is skipped. */
	static @Nullable Octets decode(ParameterReader in) {
		if (in.length() != LENGTH || in.getInt(4) >>> 24 != VERSION) {
			in.ignore();
			return null;
		}
		byte[] digest = new byte[DIGEST_OCTETS];
		for (int i = 0; i < DIGEST_OCTETS; i += Integer.BYTES) {
			int word = in.getInt(8 + i);
			digest[i] = (byte) (word >>> 24);
			digest[i + 1] = (byte) (word >>> 16);
			digest[i + 2] = (byte) (word >>> 8);
			digest[i + 3] = (byte) word;
		}
		return Octets.adopt(digest);
	}

	static void encode(Octets digest, ByteBuf out) {
		if (digest.length() != DIGEST_OCTETS) {
			throw new IllegalArgumentException("A table digest has 16 octets, not " + digest.length());
		}
		out.writeInt(HEADER);
		out.writeInt(VERSION << 24);
		out.writeBytes(digest.array());
	}

}
