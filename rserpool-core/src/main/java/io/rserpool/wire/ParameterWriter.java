package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * Writes the frames of parameters straight into the buffer. Lengths are patched in
 * afterwards, so nothing is measured or buffered before.
 * <p>
 * Every method that ends a parameter pads it and returns the number of padding octets
 * written: a container does not count the padding of the last parameter inside it, so it
 * must know (RFC 5354 section 2).
 */
final class ParameterWriter {

	private ParameterWriter() {
	}

	/**
	 * Writes a header whose length {@link #end} fills in.
	 * @return where the parameter begins
	 */
	static int begin(ParameterType type, ByteBuf out) {
		int at = out.writerIndex();
		out.writeInt(type.code() << 16);
		return at;
	}

	/**
	 * Ends a parameter whose last octets are its own value.
	 */
	static int end(int at, ByteBuf out) {
		int length = out.writerIndex() - at;
		setLength(at, length, out);
		int padding = -length & 3;
		pad(padding, out);
		return padding;
	}

	/**
	 * Ends a parameter whose last octets are another parameter, already padded.
	 * @param padding padding octets of that one
	 */
	static int end(int at, int padding, ByteBuf out) {
		setLength(at, out.writerIndex() - at - padding, out);
		return padding;
	}

	static void setLength(int at, int length, ByteBuf out) {
		if (length > MessageHeader.MAX_LENGTH) {
			throw new IllegalArgumentException("A length field holds at most 65535, not " + length);
		}
		out.setShort(at + 2, length);
	}

	static void pad(int octets, ByteBuf out) {
		for (int i = 0; i < octets; i++) {
			out.writeByte(0);
		}
	}

	/** The word of type and length of a parameter of constant length. */
	static int header(ParameterType type, int length) {
		return type.code() << 16 | length;
	}

	/** The 32 bits of port and the field behind it. */
	static int port(int port, int low) {
		if ((port & ~0xffff) != 0) {
			throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
		}
		return port << 16 | low;
	}

}
