package io.rserpool.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.rserpool.EnrpServer;
import io.rserpool.EnrpServerBuilder;
import io.rserpool.enrp.Limits;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * An ENRP server in a child JVM: limits off; keep-alives every ten minutes unless asked
 * for the default, so that what is measured is the request.
 */
final class RegistrarProcess {

	private RegistrarProcess() {
	}

	/**
	 * Serves until the parent ends. It is ready when it serves, and tells how many
	 * elements it has and how many milliseconds it took to join the others, each time.
	 * @param arguments {@code quiet}, {@code quiet-lan} or {@code default}: which timers;
	 * then, unless the server is to stay alone, its ENRP port and those of the others
	 */
	public static void main(String[] arguments) throws Exception {
		Timing timing = switch (arguments[0]) {
			case "quiet" -> quiet(Timing.of(Profile.FAST));
			case "quiet-lan" -> quiet(Timing.of(Profile.LAN));
			default -> Timing.of(Profile.FAST);
		};
		int[] ports = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
		EnrpServer server = server(timing, ports);
		long[] figures = new long[1 + Integer.getInteger("rserpool.bench.joins", 1)];
		for (int i = 1; i < figures.length; i++) {
			// One that begins anew has warm code
			server.close();
			figures[i] = join(server);
		}
		figures[0] = server.snapshot().join().elementCount();
		ChildJvm.readyUntilParentEnds(server.asapAddress().getPort(), figures);
	}

	/** Starts a server; returns the milliseconds until it serves. */
	private static long join(EnrpServer server) {
		long begin = System.nanoTime();
		server.start();
		awaitServing(server);
		return (System.nanoTime() - begin) / 1_000_000;
	}

	/**
	 * Makes a server; it does not start.
	 * @param ports empty, or its ENRP port and those of the others
	 */
	static EnrpServer server(Timing timing, int... ports) {
		EnrpServerBuilder builder = EnrpServer.builder()
			.asapAddress(loopback(0))
			.limits(Limits.OFF)
			.maxResolutionItems(3)
			.timing(timing);
		if (ports.length > 0) {
			List<InetSocketAddress> peers = new ArrayList<>();
			for (int i = 1; i < ports.length; i++) {
				peers.add(loopback(ports[i]));
			}
			builder.enrpAddress(loopback(ports[0])).peers(peers);
		}
		return builder.build();
	}

	/** Starts one in a child JVM and waits until it serves. */
	static ChildJvm start(String timing, List<String> options, int... ports) throws IOException {
		List<String> arguments = new ArrayList<>(List.of(timing));
		Arrays.stream(ports).mapToObj(Integer::toString).forEach(arguments::add);
		return ChildJvm.start(RegistrarProcess.class, options, arguments.toArray(String[]::new));
	}

	static void awaitServing(EnrpServer server) {
		while (server.snapshot().join().phase() != ServerPhase.SERVING) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	static InetSocketAddress loopback(int port) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
	}

	/** Ports that nobody uses now. */
	static int[] freePorts(int count) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
		}
		int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
		for (ServerSocket socket : sockets) {
			socket.close();
		}
		return ports;
	}

	static Timing quiet(Timing timing) {
		return timing.with(TimerName.KEEP_ALIVE_INTERVAL, Duration.ofMinutes(30))
			.with(TimerName.REGISTRATION_LIFE, Duration.ofHours(2))
			.with(TimerName.T4_REREGISTRATION, Duration.ofHours(1))
			.with(TimerName.T1_ENRP_REQUEST, Duration.ofSeconds(20))
			.with(TimerName.T2_REGISTRATION, Duration.ofSeconds(20))
			.with(TimerName.T3_DEREGISTRATION, Duration.ofSeconds(20));
	}

}
