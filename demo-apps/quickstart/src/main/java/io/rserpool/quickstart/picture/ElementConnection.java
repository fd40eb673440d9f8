package io.rserpool.quickstart.picture;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;

import io.rserpool.quickstart.fractal.BandReply;
import io.rserpool.quickstart.fractal.BandRequest;
import io.rserpool.quickstart.fractal.Greeting;

/**
 * A connection to a painter: one request at a time. Not for use by several threads,
 * except {@link #close()}.
 */
final class ElementConnection implements Closeable {

	private final Socket socket;

	private final DataInputStream in;

	private final DataOutputStream out;

	private final Greeting greeting;

	private ElementConnection(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
		this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
		this.greeting = Greeting.read(this.in);
	}

	/**
	 * Connects and waits for the greeting.
	 * @param timeout longest wait for the connection, and for each answer
	 */
	static ElementConnection open(InetSocketAddress address, Duration timeout) throws IOException {
		Socket socket = new Socket();
		try {
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
			socket.connect(address, Math.toIntExact(timeout.toMillis()));
			return new ElementConnection(socket);
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	int painter() {
		return this.greeting.painter();
	}

	/**
	 * Sends a request and waits for its answer.
	 * @throws IOException if the connection is lost, nothing comes in time, or what comes
	 * is not the answer
	 */
	BandReply exchange(BandRequest request) throws IOException {
		request.write(this.out);
		this.out.flush();
		BandReply reply = BandReply.read(this.in);
		if (!reply.answers(request)) {
			throw new IOException("Painter " + painter() + " answered another question");
		}
		return reply;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It is closed all the same.
		}
	}

}
