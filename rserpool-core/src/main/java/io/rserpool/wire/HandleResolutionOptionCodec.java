package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * The Handle Resolution option of draft-dreibholz-rserpool-asap-hropt.
 *
 * <pre>
 *  octet 0..3   0x803f, length 8
 *        4..7   elements wanted, 0 = server's default, 0xffffffff = all
 * </pre>
 */
final class HandleResolutionOptionCodec {

	private static final int HEADER = ParameterWriter.header(ParameterType.HANDLE_RESOLUTION_OPTION, 8);

	private HandleResolutionOptionCodec() {
	}

	static long decode(ParameterReader in) {
		if (!in.hasLength(8)) {
			return HandleResolution.NO_OPTION;
		}
		return in.getInt(4) & 0xffffffffL;
	}

	static int encode(long items, ByteBuf out) {
		if (items < 0 || items > HandleResolution.ALL) {
			throw new IllegalArgumentException("A number of elements is 0 to 0xffffffff, not " + items);
		}
		out.writeInt(HEADER);
		out.writeInt((int) items);
		return 0;
	}

}
