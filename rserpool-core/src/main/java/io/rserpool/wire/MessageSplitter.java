package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * Finds the messages in a plain stream of octets: they follow each other without gap,
 * each padded to a multiple of 4. Serves ASAP and ENRP alike; knows no transport.
 */
public final class MessageSplitter {

	private MessageSplitter() {
	}

	/**
	 * Tells how many of the readable octets are the next message.
	 * @param in what has arrived so far; only looked at
	 * @param maxOctets most counted octets of a message
	 * @return the octets of the next message, padding included, or -1 if it is not
	 * complete yet
	 * @throws WireException if the length field is below 4 or over the limit: the stream
	 * cannot be followed any further [T-2]
	 */
	public static int frameLength(ByteBuf in, int maxOctets) {
		int octets = in.readableBytes();
		if (octets < MessageHeader.OCTETS) {
			return -1;
		}
		int length = MessageHeader.length(in, in.readerIndex());
		if (length < MessageHeader.OCTETS) {
			throw new WireException(MessageHeader.lengthBelowHeader(length));
		}
		if (length > maxOctets) {
			throw new WireException(MessageHeader.lengthOverLimit(length, maxOctets));
		}
		int frame = MessageHeader.padded(length);
		return (octets >= frame) ? frame : -1;
	}

}
