package io.rserpool.transport;

import io.netty.buffer.ByteBuf;

import io.rserpool.machine.Protocol;
import io.rserpool.wire.AsapCodec;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.ChunkCodec;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.EnrpCodec;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.MappingChunk;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * The codecs behind one door.
 */
public final class Messages {

	private Messages() {
	}

	/**
	 * Appends the message.
	 * @throws IllegalArgumentException if the message has no valid form
	 */
	public static void encode(WireMessage message, ByteBuf out) {
		if (message instanceof AsapMessage asap) {
			AsapCodec.encode(asap, out);
		}
		else if (message instanceof MappingChunk chunk) {
			ChunkCodec.encode(chunk, out);
		}
		else {
			EnrpCodec.encode((EnrpMessage) message, out);
		}
	}

	/** Decodes exactly one message; the buffer is only looked at. */
	public static Decoded<? extends WireMessage> decode(Protocol protocol, ByteBuf frame, WireLimits limits) {
		return switch (protocol) {
			case ASAP -> AsapCodec.decode(frame, limits);
			case ENRP -> EnrpCodec.decode(frame, limits);
			case SESSION -> ChunkCodec.decode(frame, limits);
		};
	}

}
