package io.rserpool.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.Messages;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * Lets messages pass through the real codecs, so that simulation and wire do not drift
 * apart.
 */
final class Codecs {

	private Codecs() {
	}

	/**
	 * Returns what the other side reads.
	 * @throws AssertionError if the message does not get through undamaged
	 */
	static WireMessage roundTrip(Protocol protocol, WireMessage message) {
		ByteBuf buffer = Unpooled.buffer();
		Messages.encode(message, buffer);
		Decoded<? extends WireMessage> decoded = Messages.decode(protocol, buffer, WireLimits.DEFAULT);
		WireMessage read = decoded.message();
		if (read == null || decoded.fault() != null) {
			throw new AssertionError("Sent but cannot be read: " + message + ", " + decoded.fault());
		}
		return read;
	}

}
