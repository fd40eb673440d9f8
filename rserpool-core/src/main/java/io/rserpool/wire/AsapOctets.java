package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * ASAP messages as the user data of something else: a DATA chunk of the TCP mapping.
 * Stateless and safe for any thread.
 */
public final class AsapOctets {

	private static final int USUAL_OCTETS = 128;

	private AsapOctets() {
	}

	/**
	 * The message with its own padding.
	 * @throws IllegalArgumentException if the message has no valid form
	 */
	public static OctetSlice encode(AsapMessage message) {
		ByteBuf out = Unpooled.buffer(USUAL_OCTETS);
		AsapCodec.encode(message, out);
		return new OctetSlice(out.array(), out.arrayOffset(), out.readableBytes());
	}

	/**
	 * Reads one message.
	 * @param octets exactly one message with its padding
	 * @param limits what is put up with
	 */
	public static Decoded<AsapMessage> decode(OctetSlice octets, WireLimits limits) {
		return AsapCodec.decode(Unpooled.wrappedBuffer(octets.array(), octets.offset(), octets.length()), limits);
	}

}
