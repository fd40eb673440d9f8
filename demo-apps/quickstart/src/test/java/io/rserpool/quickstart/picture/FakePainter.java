package io.rserpool.quickstart.picture;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.rserpool.quickstart.fractal.BandReply;
import io.rserpool.quickstart.fractal.BandRequest;
import io.rserpool.quickstart.fractal.Greeting;
import io.rserpool.quickstart.fractal.Mandelbrot;

/**
 * A painter in this process, on a real socket, that can die in the middle of its work.
 */
class FakePainter implements AutoCloseable {

	private final int number;

	private final int diesAfter;

	private final ServerSocket server = new ServerSocket();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger answered = new AtomicInteger();

	/**
	 * A painter that listens.
	 * @param diesAfter so many answers; negative = never
	 */
	FakePainter(int number, int diesAfter) throws IOException {
		this.number = number;
		this.diesAfter = diesAfter;
		this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		run(this::accept);
	}

	private static void run(Runnable task) {
		Thread thread = new Thread(task, "fake-painter");
		thread.setDaemon(true);
		thread.start();
	}

	InetSocketAddress address() {
		return (InetSocketAddress) this.server.getLocalSocketAddress();
	}

	int answered() {
		return this.answered.get();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				run(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			close();
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			DataInputStream in = new DataInputStream(socket.getInputStream());
			DataOutputStream out = new DataOutputStream(socket.getOutputStream());
			new Greeting(this.number, 1).write(out);
			while (true) {
				BandReply reply = Mandelbrot.compute(BandRequest.read(in));
				if (this.diesAfter >= 0 && this.answered.get() >= this.diesAfter) {
					close();
					return;
				}
				this.answered.incrementAndGet();
				reply.write(out);
			}
		}
		catch (IOException ex) {
			// As a killed process would: silence.
			return;
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				reset(socket);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void reset(Socket socket) throws IOException {
		try {
			socket.setSoLinger(true, 0);
		}
		catch (SocketException ex) {
			// Closed before.
		}
		socket.close();
	}

}
