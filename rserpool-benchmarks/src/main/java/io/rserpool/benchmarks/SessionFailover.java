package io.rserpool.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolElementId;

/**
 * Rows 5a to 5c: the element of a session is killed, or falls silent, while requests are
 * under way. Beside them the floor: the same with bare sockets, whose server is in the
 * same kind of JVM, and a spare that is known. Elements are JVMs of their own; every
 * spare has answered before.
 */
final class SessionFailover implements AutoCloseable {

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m");

	private static final int WARM_UP = 2_000;

	private static final int OCTETS = 64;

	/** With an outstanding request the silence begins at the kill, or just before. */
	private static final double SILENT_BAR_MILLIS = 450;

	private final EnrpServer server;

	private final int kills;

	private final List<ChildJvm> elements = new ArrayList<>();

	SessionFailover(int kills) {
		this.kills = kills;
		this.server = EnrpServer.builder().asapAddress(RegistrarProcess.loopback(0)).build();
		this.server.start();
	}

	/** Prints the wanted lines. */
	void run() throws Exception {
		if (Pairs.isWanted("5a failover") || Pairs.isWanted("5b failover")) {
			killed();
		}
		if (Pairs.isWanted("5c failover")) {
			List<Double> silent = new ArrayList<>();
			for (int i = 0; i < this.kills; i++) {
				silent.add(failover(Profile.LAN, true, true));
			}
			print("5c failover, silent (200 ms + 200 ms)", silent);
			Rows.atMost("5c failover, longest", silent.stream().mapToDouble(Double::doubleValue).max().orElse(0),
					SILENT_BAR_MILLIS, "ms", "kill -STOP until another has answered, profile lan");
		}
	}

	private void killed() throws Exception {
		List<Double> floor = new ArrayList<>();
		List<Double> cached = new ArrayList<>();
		List<Double> resolved = new ArrayList<>();
		for (int i = 0; i < this.kills; i++) {
			floor.add(rawFailover());
			cached.add(failover(Profile.FAST, false, true));
			resolved.add(failover(Profile.FAST, false, false));
		}
		double resolution = resolutionMillis();
		double least = Pairs.median(floor);
		double known = Pairs.median(cached);
		double asked = Pairs.median(resolved);
		print("- bare sockets, known spare", floor);
		print("5a failover, spare cached", cached);
		print("5b failover, spare to be resolved", resolved);
		Rows.atMost("5a failover, of the floor", known / least, 2, "x",
				"known spare; medians " + words(known) + " and " + words(least));
		Rows.atMost("5a failover, beyond the floor", known - least, 10, "ms", "");
		Rows.atMost("5b failover, beyond 5a", asked - known, 2 * resolution, "ms",
				"two blocking resolutions of " + words(resolution));
	}

	private static String words(double millis) {
		return String.format(Locale.ROOT, "%.2f ms", millis);
	}

	private static void print(String name, List<Double> millis) {
		System.out.printf(Locale.ROOT, "%-44s %14.2f ms     %s%n", name, Pairs.median(millis), Rows.spread(millis));
	}

	private ChildJvm element() throws Exception {
		ChildJvm child = ChildJvm.start(SessionElementProcess.class, OPTIONS,
				Integer.toString(this.server.asapAddress().getPort()), "default");
		this.elements.add(child);
		return child;
	}

	private AsapEndpoint endpoint(Profile profile) {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.enrpServers(List.of(this.server.asapAddress()))
			.timing(Timing.of(profile))
			.build();
		endpoint.start();
		return endpoint;
	}

	/** One that has never answered anybody is no spare to compare with. */
	private void warmUp(ChildJvm element) {
		AsapEndpoint endpoint = endpoint(Profile.FAST);
		try (endpoint; PoolUser user = PoolUser.builder().endpoint(endpoint).build()) {
			user.start();
			InetSocketAddress address = RegistrarProcess.loopback(element.port());
			for (int i = 0; i < 10; i++) {
				PoolSession session = user.openSession(address, SessionOptions.DEFAULT);
				for (int j = 0; j < WARM_UP / 10; j++) {
					session.call(new byte[OCTETS]);
				}
				session.close(Duration.ofSeconds(1));
			}
		}
	}

	/**
	 * Takes a session's element away.
	 * @param silent whether it is stopped instead of killed
	 * @param known whether the user's cache has the spare
	 * @return milliseconds until another element has answered
	 */
	private double failover(Profile profile, boolean silent, boolean known) throws Exception {
		ChildJvm first = element();
		ChildJvm spare = known ? element() : null;
		AsapEndpoint endpoint = endpoint(profile);
		try (endpoint; PoolUser user = PoolUser.builder().endpoint(endpoint).subscribe(false).build()) {
			user.start();
			user.populate(SessionElementProcess.HANDLE).join();
			PoolElementId begun = new PoolElementId((int) first.figure(0));
			try (PoolSession session = user.openSession(SessionElementProcess.HANDLE,
					SessionOptions.DEFAULT.element(begun))) {
				for (int i = 0; i < WARM_UP; i++) {
					session.call(new byte[OCTETS]);
				}
				ChildJvm other = (spare != null) ? spare : element();
				warmUp(other);
				session.call(new byte[OCTETS]);
				if (!session.element().equals(java.util.Optional.of(begun))) {
					throw new IllegalStateException("The session is with another element already");
				}
				long begin = System.nanoTime();
				if (silent) {
					first.freeze();
				}
				else {
					first.kill();
				}
				while (session.element().equals(java.util.Optional.of(begun))) {
					session.call(new byte[OCTETS]);
				}
				session.call(new byte[OCTETS]);
				return (System.nanoTime() - begin) / 1e6;
			}
		}
		finally {
			end();
		}
	}

	/** The next one begins with an empty pool. */
	private void end() throws IOException {
		this.elements.forEach(ChildJvm::kill);
		this.elements.clear();
		while (this.server.snapshot().join().elementCount() != 0) {
			java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
		}
	}

	private double rawFailover() throws Exception {
		try {
			ChildJvm dying = element();
			ChildJvm spare = element();
			return BareSockets.failover(dying, (int) dying.figure(1), (int) spare.figure(1));
		}
		finally {
			end();
		}
	}

	/** What one blocking resolution takes, as in row 1b. */
	private double resolutionMillis() throws Exception {
		element();
		AsapEndpoint endpoint = endpoint(Profile.FAST);
		try (endpoint; PoolUser user = PoolUser.builder().endpoint(endpoint).subscribe(false).build()) {
			user.start();
			List<Double> millis = new ArrayList<>();
			for (int i = 0; i < 2 * WARM_UP; i++) {
				long begin = System.nanoTime();
				user.populate(SessionElementProcess.HANDLE).join();
				millis.add((System.nanoTime() - begin) / 1e6);
			}
			return Pairs.median(millis.subList(WARM_UP, 2 * WARM_UP));
		}
		finally {
			end();
		}
	}

	@Override
	public void close() {
		this.elements.forEach(ChildJvm::kill);
		this.server.close();
	}

}
