package io.rserpool.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends back what comes, until the other side ends.
 */
final class EchoService {

	private static final Logger logger = LoggerFactory.getLogger(EchoService.class);

	private static final int PATIENCE_MILLIS = 5000;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "echo");
		thread.setDaemon(true);
		return thread;
	});

	private final ServerSocket socket;

	private EchoService(ServerSocket socket) {
		this.socket = socket;
	}

	static void start(InetSocketAddress address) throws IOException {
		ServerSocket socket = new ServerSocket();
		socket.setReuseAddress(true);
		socket.bind(address);
		EchoService service = new EchoService(socket);
		service.threads.execute(service::accept);
	}

	private void accept() {
		try (ServerSocket open = this.socket) {
			while (true) {
				Socket connection = open.accept();
				this.threads.execute(() -> echo(connection));
			}
		}
		catch (IOException ex) {
			logger.warn("Echo ends", ex);
		}
	}

	private static void echo(Socket connection) {
		try (Socket open = connection) {
			open.setSoTimeout(PATIENCE_MILLIS);
			open.getInputStream().transferTo(open.getOutputStream());
		}
		catch (IOException ex) {
			logger.debug("A user is gone", ex);
		}
	}

}
