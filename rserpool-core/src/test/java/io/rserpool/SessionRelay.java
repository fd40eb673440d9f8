package io.rserpool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before an element on another loopback address with the same port, and cuts or
 * silences what goes through it.
 */
final class SessionRelay implements AutoCloseable {

	private final ServerSocket listener;

	private final InetSocketAddress target;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean silentBack;

	private volatile boolean silentThere;

	private SessionRelay(ServerSocket listener, InetSocketAddress target) {
		this.listener = listener;
		this.target = target;
	}

	/** A relay at the given address, whose port is free for an element on 127.0.0.1. */
	static SessionRelay at(InetAddress address) throws IOException {
		while (true) {
			ServerSocket listener = new ServerSocket(0, 50, address);
			InetSocketAddress target = new InetSocketAddress(InetAddress.getByName("127.0.0.1"),
					listener.getLocalPort());
			try (ServerSocket probe = new ServerSocket()) {
				probe.bind(target);
			}
			catch (IOException ex) {
				listener.close();
				continue;
			}
			SessionRelay relay = new SessionRelay(listener, target);
			start(relay::accept);
			return relay;
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "session-relay");
		thread.setDaemon(true);
		thread.start();
	}

	/** Where the element listens. */
	InetSocketAddress target() {
		return this.target;
	}

	InetAddress address() {
		return this.listener.getInetAddress();
	}

	private void accept() {
		try {
			while (true) {
				Socket dialled = this.listener.accept();
				this.sockets.add(dialled);
				Socket reached = new Socket(this.target.getAddress(), this.target.getPort());
				this.sockets.add(reached);
				start(() -> pump(dialled, reached, true));
				start(() -> pump(reached, dialled, false));
			}
		}
		catch (IOException ex) {
			// The relay was cut
		}
	}

	private void pump(Socket from, Socket to, boolean there) {
		byte[] octets = new byte[8192];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			int read = in.read(octets);
			while (read >= 0) {
				if (!(there ? this.silentThere : this.silentBack)) {
					out.write(octets, 0, read);
				}
				read = in.read(octets);
			}
			to.shutdownOutput();
		}
		catch (IOException ex) {
			reset(from);
			reset(to);
		}
	}

	private static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// It is closed
		}
	}

	/** Swallows what the element sends from now on. */
	void silenceBack() {
		this.silentBack = true;
	}

	/** Swallows everything from now on; nobody is told. */
	void silence() {
		this.silentThere = true;
		this.silentBack = true;
	}

	/** Resets all connections, and refuses new ones: the element is dead. */
	void cut() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.sockets.forEach(SessionRelay::reset);
	}

	@Override
	public void close() {
		cut();
	}

}
