package io.rserpool.quickstart.painter;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.rserpool.boot.PoolElementConnection;
import io.rserpool.boot.PoolElementHandler;
import io.rserpool.quickstart.fractal.BandRequest;
import io.rserpool.quickstart.fractal.Greeting;
import io.rserpool.quickstart.fractal.Mandelbrot;

/**
 * Serves one connection of a pool user: says who it is, then answers request after
 * request. It keeps nothing between them.
 */
final class PainterHandler implements PoolElementHandler {

	private final Greeting greeting;

	PainterHandler(int number) {
		this.greeting = new Greeting(number, ProcessHandle.current().pid());
	}

	@Override
	public void handle(PoolElementConnection connection) throws IOException {
		serve(connection.inputStream(), connection.outputStream());
	}

	void serve(InputStream input, OutputStream output) throws IOException {
		DataInputStream in = new DataInputStream(new BufferedInputStream(input));
		DataOutputStream out = new DataOutputStream(new BufferedOutputStream(output));
		this.greeting.write(out);
		out.flush();
		try {
			while (true) {
				Mandelbrot.compute(BandRequest.read(in)).write(out);
				out.flush();
			}
		}
		catch (EOFException ex) {
			// The user has no more requests.
			return;
		}
	}

}
