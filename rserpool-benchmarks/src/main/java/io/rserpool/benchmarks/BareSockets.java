package io.rserpool.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * The floor of failovers: bare sockets, bare servers, and a spare that is known.
 */
final class BareSockets {

	private static final int WARM_UP = 2_000;

	private BareSockets() {
	}

	/**
	 * Kills a server that is being talked to.
	 * @return milliseconds until the spare has answered
	 */
	static double failover(ChildJvm dying, int port, int sparePort) throws IOException {
		byte[] message = RawNetty.message();
		try (Socket spare = connect(sparePort)) {
			for (int i = 0; i < WARM_UP; i++) {
				exchange(spare, message);
			}
		}
		try (Socket socket = connect(port)) {
			for (int i = 0; i < WARM_UP; i++) {
				exchange(socket, message);
			}
			long begin = System.nanoTime();
			dying.kill();
			try {
				while (true) {
					exchange(socket, message);
				}
			}
			catch (IOException ex) {
				try (Socket second = connect(sparePort)) {
					exchange(second, message);
					return (System.nanoTime() - begin) / 1e6;
				}
			}
		}
	}

	private static Socket connect(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setTcpNoDelay(true);
		return socket;
	}

	private static void exchange(Socket socket, byte[] message) throws IOException {
		socket.getOutputStream().write(message);
		if (socket.getInputStream().readNBytes(message.length).length < message.length) {
			throw new EOFException("The server hung up");
		}
	}

}
