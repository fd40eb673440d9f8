package io.rserpool.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process with plain sockets that shows what a cut does: it counts the octets that are
 * said on the one connection that it keeps and on those that others keep to it.
 */
final class ProbeMain {

	private static final int TRY_MILLIS = 500;

	private static final int SAID = 1;

	private static final int DIALLED = 2;

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final Socket kept = new Socket();

	private final LabChild child;

	private ProbeMain(LabChild child) {
		this.child = child;
	}

	public static void main(String[] arguments) throws IOException {
		ProbeMain probe = new ProbeMain(new LabChild(arguments));
		ServerSocket socket = new ServerSocket();
		socket.bind(probe.child.settings().listenAddress(0));
		inBackground(() -> {
			while (true) {
				Socket accepted = socket.accept();
				inBackground(() -> echo(accepted, probe.asked));
			}
		});
		LabChild.answer(Map.of("dial", probe::dial, "open", probe::open, "say", probe::say, "heard", probe::heard));
	}

	private static void inBackground(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// The test sees it by what is not heard.
				Thread.currentThread().interrupt();
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private static void echo(Socket accepted, AtomicInteger heard) throws IOException {
		int octet = accepted.getInputStream().read();
		while (octet >= 0) {
			if (octet == SAID) {
				heard.incrementAndGet();
			}
			accepted.getOutputStream().write(octet);
			octet = accepted.getInputStream().read();
		}
	}

	private InetSocketAddress other() {
		return this.child.way(this.child.settings().serverAddresses().get(0));
	}

	/** Connects anew and says whether there is an echo. */
	private String dial() throws IOException {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TRY_MILLIS);
			socket.connect(other(), TRY_MILLIS);
			socket.getOutputStream().write(DIALLED);
			return (socket.getInputStream().read() == DIALLED) ? "echo" : "end";
		}
		catch (SocketTimeoutException ex) {
			return "silence";
		}
		catch (SocketException ex) {
			return "refused";
		}
	}

	private boolean open() throws IOException {
		this.kept.connect(other(), TRY_MILLIS);
		inBackground(() -> {
			while (this.kept.getInputStream().read() >= 0) {
				this.answered.incrementAndGet();
			}
		});
		return true;
	}

	private boolean say() throws IOException {
		this.kept.getOutputStream().write(SAID);
		return true;
	}

	private Heard heard() {
		return new Heard(this.asked.get(), this.answered.get());
	}

	/**
	 * Octets that a probe has heard.
	 *
	 * @param asked from those who connected to it
	 * @param answered on the connection that it keeps
	 */
	record Heard(int asked, int answered) {

	}

	/**
	 * Something that ends with its socket.
	 */
	@FunctionalInterface
	private interface Work {

		void run() throws IOException;

	}

}
