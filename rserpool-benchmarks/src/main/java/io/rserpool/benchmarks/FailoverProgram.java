package io.rserpool.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolUser;
import io.rserpool.Selection;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent.ElementRemoved;

/**
 * Row 5d, and the next request of a pool user: kills ({@code kill -9}) the element that a
 * user talks to, and measures until another one has answered, and until the server has
 * forgotten the dead one. All timers have their default values.
 */
final class FailoverProgram {

	private FailoverProgram() {
	}

	/** Prints two lines; an argument gives the number of kills, 20 if absent. */
	public static void main(String[] arguments) throws Exception {
		int kills = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 20;
		LinkedBlockingQueue<Long> removals = new LinkedBlockingQueue<>();
		List<Double> answered = new ArrayList<>();
		List<Double> forgotten = new ArrayList<>();
		InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		try (EnrpServer server = EnrpServer.builder().asapAddress(anyPort).build()) {
			server.start();
			server.events().subscribe((occurrence) -> noteRemoval(occurrence, removals));
			int port = server.asapAddress().getPort();
			List<ChildJvm> children = new ArrayList<>();
			children.add(element(port));
			children.add(element(port));
			try (AsapEndpoint endpoint = AsapEndpoint.builder().enrpServers(List.of(server.asapAddress())).build();
					PoolUser user = PoolUser.builder().endpoint(endpoint).build()) {
				endpoint.start();
				user.start();
				for (int i = 0; i < kills; i++) {
					children.add(element(port));
					user.populate(ElementProcess.HANDLE).join();
					Selection selection = user.select(ElementProcess.HANDLE);
					try (Socket socket = connect(selection)) {
						ask(socket);
						long begin = System.nanoTime();
						kill(children, selection.address().getPort());
						askUntilAnswered(socket, selection);
						answered.add((System.nanoTime() - begin) / 1e6);
						Long removed = removals.poll(30, TimeUnit.SECONDS);
						if (removed == null) {
							throw new IllegalStateException("The server did not forget the killed element");
						}
						forgotten.add((removed - begin) / 1e6);
					}
				}
			}
			children.forEach(ChildJvm::close);
		}
		print("next answer after kill -9", answered);
		print("5d server forgot after kill -9", forgotten);
		System.exit(0);
	}

	private static ChildJvm element(int port) throws IOException {
		return ChildJvm.start(ElementProcess.class, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"),
				Integer.toString(port));
	}

	private static void noteRemoval(Occurrence occurrence, LinkedBlockingQueue<Long> removals) {
		if (occurrence.event() instanceof ElementRemoved) {
			removals.add(System.nanoTime());
		}
	}

	private static void kill(List<ChildJvm> children, int port) {
		for (ChildJvm child : children) {
			if (child.port() == port) {
				child.kill();
			}
		}
		children.removeIf((child) -> child.port() == port);
	}

	private static void askUntilAnswered(Socket first, Selection selected) throws IOException {
		Socket socket = first;
		Selection selection = selected;
		while (true) {
			try {
				if (socket == null) {
					socket = connect(selection);
				}
				ask(socket);
				return;
			}
			catch (IOException ex) {
				socket = null;
				selection = selection.failedGiveNext();
			}
		}
	}

	private static Socket connect(Selection selection) throws IOException {
		Socket socket = new Socket();
		socket.setTcpNoDelay(true);
		socket.connect(selection.address(), 2_000);
		return socket;
	}

	private static void ask(Socket socket) throws IOException {
		socket.getOutputStream().write(42);
		if (socket.getInputStream().read() != 42) {
			throw new IOException("The element hung up");
		}
	}

	private static void print(String name, List<Double> millis) {
		List<Double> sorted = millis.stream().sorted().toList();
		System.out.printf(Locale.ROOT, "%-34s p50 %.1f ms  p90 %.1f ms  max %.1f ms  n %d%n", name,
				Pairs.median(sorted), sorted.get((int) (0.9 * (sorted.size() - 1))), sorted.get(sorted.size() - 1),
				sorted.size());
	}

}
