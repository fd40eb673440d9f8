package io.rserpool.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;

/**
 * Row 7d: the ENRP server that a pool user talks to is killed ({@code kill -9}), another
 * one is known. Beside it the floor: the same with bare sockets, a bare server (in a JVM
 * as large as that of an ENRP server, which takes some time to die) and a known spare.
 * The user's timers have their default values.
 */
final class HomeFailoverProgram {

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

	private static final int POOLS = 100;

	private HomeFailoverProgram() {
	}

	/** Prints three lines; an argument gives the number of kills, 10 if absent. */
	public static void main(String[] arguments) throws Exception {
		int kills = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 10;
		if (Pairs.isWanted("7d next resolution")) {
			run(kills);
		}
		if (!Boolean.getBoolean("rserpool.bench.embedded")) {
			System.exit(0);
		}
	}

	private static void run(int kills) throws Exception {
		List<Double> floor = new ArrayList<>();
		List<Double> next = new ArrayList<>();
		int[] failures = { 0 };
		int[] ports = RegistrarProcess.freePorts(kills + 2);
		List<ChildJvm> children = new ArrayList<>();
		try (ChildJvm spare = ChildJvm.start(RawNetty.class, OPTIONS)) {
			ChildJvm home = RegistrarProcess.start("quiet", OPTIONS, ports[0]);
			children.add(home);
			try (RawElements elements = new RawElements(home.port())) {
				elements.register(1_000);
				for (int i = 0; i < kills; i++) {
					ChildJvm other = RegistrarProcess.start("quiet", OPTIONS, ports[i + 1], ports[i]);
					children.add(other);
					try (ChildJvm dying = ChildJvm.start(RawNetty.class, OPTIONS, "registrar")) {
						floor.add(BareSockets.failover(dying, dying.port(), spare.port()));
					}
					next.add(failover(home, other, failures));
					home = other;
				}
			}
			children.forEach(ChildJvm::close);
		}
		double ratio = Pairs.median(next) / Pairs.median(floor);
		Rows.atMost("7d next resolution, of the floor", ratio, 2, "x", "ms: " + Rows.spread(next));
		Rows.atMost("7d errors to the caller", failures[0], 0, "", "floor, ms: " + Rows.spread(floor));
	}

	/**
	 * Kills the home server of a pool user that asks without a pause.
	 * @return milliseconds until the other one has answered
	 */
	private static double failover(ChildJvm home, ChildJvm other, int[] failures) {
		warmUp(other);
		AsapEndpoint endpoint = endpointAt(home, other);
		try (endpoint; PoolUser user = PoolUser.builder().endpoint(endpoint).subscribe(false).build()) {
			user.start();
			for (int i = 0; i < 2_000; i++) {
				user.populate(Elements.handle(i % POOLS)).join();
			}
			String before = endpoint.homeAddress().orElseThrow();
			long begin = System.nanoTime();
			home.kill();
			int i = 0;
			while (true) {
				try {
					user.populate(Elements.handle(i++ % POOLS)).join();
					if (!before.equals(endpoint.homeAddress().orElse(before))) {
						return (System.nanoTime() - begin) / 1e6;
					}
				}
				catch (RuntimeException ex) {
					failures[0]++;
				}
			}
		}
	}

	/** A server that has never answered anybody is no spare to compare with. */
	private static void warmUp(ChildJvm server) {
		try (AsapEndpoint endpoint = AsapEndpoint.builder()
			.enrpServers(List.of(RegistrarProcess.loopback(server.port())))
			.build(); PoolUser user = PoolUser.builder().endpoint(endpoint).subscribe(false).build()) {
			endpoint.start();
			user.start();
			for (int i = 0; i < 5_000; i++) {
				user.populate(Elements.handle(i % POOLS)).join();
			}
		}
	}

	/** An endpoint that knows both servers and has the given one as its home. */
	private static AsapEndpoint endpointAt(ChildJvm home, ChildJvm other) {
		while (true) {
			AsapEndpoint endpoint = AsapEndpoint.builder()
				.enrpServers(List.of(RegistrarProcess.loopback(home.port()), RegistrarProcess.loopback(other.port())))
				.completeOnLoop(true)
				.build();
			endpoint.start();
			while (endpoint.homeAddress().isEmpty()) {
				Thread.onSpinWait();
			}
			if (endpoint.homeAddress().orElseThrow().endsWith(":" + home.port())) {
				return endpoint;
			}
			endpoint.close();
		}
	}

}
