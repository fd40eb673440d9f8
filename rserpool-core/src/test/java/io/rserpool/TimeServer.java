package io.rserpool;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Instant;

import io.rserpool.wire.IpAddress;
import io.rserpool.wire.UdpTransport;

/**
 * The time protocol over UDP (RFC 868): whatever comes is answered with the seconds since
 * 1900, in 32 bits. It knows nothing of pools.
 */
final class TimeServer implements AutoCloseable {

	private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;

	private final DatagramSocket socket;

	TimeServer() throws SocketException {
		this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		Thread thread = new Thread(this::serve, "time-server");
		thread.setDaemon(true);
		thread.start();
	}

	UdpTransport transport() {
		return new UdpTransport(this.socket.getLocalPort(), IpAddress.of(InetAddress.getLoopbackAddress()));
	}

	private void serve() {
		byte[] question = new byte[64];
		while (!this.socket.isClosed()) {
			try {
				DatagramPacket packet = new DatagramPacket(question, question.length);
				this.socket.receive(packet);
				byte[] answer = ByteBuffer.allocate(4)
					.putInt((int) (Instant.now().getEpochSecond() + SECONDS_FROM_1900_TO_1970))
					.array();
				this.socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
			}
			catch (IOException ex) {
				// Closed, or nobody takes the answer any more
			}
		}
	}

	/** Reads an answer. */
	static Instant time(byte[] answer) {
		long seconds = ByteBuffer.wrap(answer).getInt() & 0xffffffffL;
		return Instant.ofEpochSecond(seconds - SECONDS_FROM_1900_TO_1970);
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
