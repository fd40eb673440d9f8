package io.rserpool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A plain socket that sends what it likes.
 */
final class Attacker implements AutoCloseable {

	private static final int ANSWER_MILLIS = 10_000;

	private final Socket socket = new Socket();

	private final String from;

	Attacker(String from, InetSocketAddress to) {
		this(from, to, 0);
	}

	/**
	 * @param receiveBuffer octets, or 0 = as the system likes
	 */
	Attacker(String from, InetSocketAddress to, int receiveBuffer) {
		this.from = from;
		try {
			if (receiveBuffer > 0) {
				this.socket.setReceiveBufferSize(receiveBuffer);
			}
			this.socket.bind(new InetSocketAddress(from, 0));
			this.socket.connect(to);
			this.socket.setTcpNoDelay(true);
			this.socket.setSoTimeout(ANSWER_MILLIS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What a server's events call it. */
	String name() {
		return this.from + ":" + this.socket.getLocalPort();
	}

	Attacker send(byte[] octets) {
		try {
			this.socket.getOutputStream().write(octets);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Attacker sendHex(String hex) {
		return send(HexFormat.of().parseHex(hex));
	}

	Attacker sendText(String text) {
		return send(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** Whether the octets could still be given to the system. */
	boolean trySend(byte[] octets) {
		try {
			this.socket.getOutputStream().write(octets);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Says that no more will come. */
	Attacker finish() {
		try {
			this.socket.shutdownOutput();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Exactly so many octets. */
	String receiveHex(int count) {
		try {
			return HexFormat.of().formatHex(this.socket.getInputStream().readNBytes(count));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The next message without its padding's end: as many octets as are on the wire. */
	String receiveMessageHex() {
		String header = receiveHex(4);
		if (header.length() < 8) {
			return header;
		}
		int length = Integer.parseInt(header.substring(4), 16);
		return header + receiveHex(((length + 3) & ~3) - 4);
	}

	/** What comes before the other side closes, which it must do. */
	String receiveUntilClosedHex() {
		StringBuilder all = new StringBuilder();
		try {
			int octet = this.socket.getInputStream().read();
			while (octet >= 0) {
				all.append(HexFormat.of().toHexDigits((byte) octet));
				octet = this.socket.getInputStream().read();
			}
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("Not closed within " + ANSWER_MILLIS + " ms", ex);
		}
		catch (SocketException ex) {
			// A reset closes, too.
			return all.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return all.toString();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
