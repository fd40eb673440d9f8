package io.rserpool.boot.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a message says what it is: its name in UTF-8 on a line of its own (up to 0x0a),
 * then the payload. Answers have no name.
 *
 * @param name which message it is: 1 to 255 octets without a line feed
 * @param body the converted payload
 */
record NamedPayload(String name, byte[] body) {

	private static final int MAX_NAME = 255;

	private static final byte END = '\n';

	/**
	 * Reads a message.
	 * @throws IllegalArgumentException if it has no name
	 */
	static NamedPayload of(byte[] message) {
		for (int i = 0; i < message.length && i <= MAX_NAME; i++) {
			if (message[i] == END) {
				return new NamedPayload(new String(message, 0, i, StandardCharsets.UTF_8),
						Arrays.copyOfRange(message, i + 1, message.length));
			}
		}
		throw new IllegalArgumentException("The message does not begin with a line that has its name");
	}

	/**
	 * Writes the message.
	 * @throws IllegalArgumentException if it is no good name
	 */
	byte[] toBytes() {
		byte[] line = this.name.getBytes(StandardCharsets.UTF_8);
		if (line.length == 0 || line.length > MAX_NAME || this.name.indexOf(END) >= 0) {
			throw new IllegalArgumentException(
					"'" + this.name + "' is no message name: allowed are 1 to 255 octets without a line feed");
		}
		return ByteBuffer.allocate(line.length + 1 + this.body.length).put(line).put(END).put(this.body).array();
	}

}
