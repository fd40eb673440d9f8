package io.rserpool.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;
import io.rserpool.SessionTimers;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;

/**
 * Many sessions that are open and idle: that they work, and what each costs at either
 * side beyond a bare channel of Netty.
 */
final class SessionMemory {

	private static final int SESSIONS = 10_000;

	/** So many are opened at once: they all have one port to come through. */
	private static final int WAVE = 250;

	/** A busy machine may take its time to greet. */
	private static final SessionOptions OPTIONS = SessionOptions.DEFAULT
		.timers(SessionTimers.of(Timing.of(Profile.FAST))
			.withConnectTimeout(Duration.ofSeconds(30))
			.withInitTimeout(Duration.ofSeconds(30)));

	private static final int BAR_OCTETS = 2_048;

	private SessionMemory() {
	}

	/** Prints the lines. */
	static void run() throws Exception {
		if (!Pairs.isWanted("idle sessions")) {
			return;
		}
		try (ChildJvm child = ChildJvm.start(SessionElementProcess.class, List.of("-Xmx1g"), "0", "default")) {
			AsapEndpoint endpoint = AsapEndpoint.builder()
				.enrpServers(List.of(RegistrarProcess.loopback(RegistrarProcess.freePorts(1)[0])))
				.build();
			endpoint.start();
			try (endpoint; PoolUser user = PoolUser.builder().endpoint(endpoint).subscribe(false).build()) {
				user.start();
				measure(user, child);
			}
		}
	}

	private static void measure(PoolUser user, ChildJvm child) throws Exception {
		PoolSession control = open(user, child);
		for (int i = 0; i < 2_000; i++) {
			control.call(new byte[64]);
		}
		long[] empty = { SessionElementProcess.heap(), heap(control) };
		long[] bare = new long[2];
		AutoCloseable channels = RawNetty.idle((int) child.figure(1), SESSIONS);
		bare[0] = (SessionElementProcess.heap() - empty[0]) / SESSIONS;
		bare[1] = (heap(control) - empty[1]) / SESSIONS;
		channels.close();
		empty[0] = SessionElementProcess.heap();
		empty[1] = heap(control);
		List<PoolSession> sessions = new ArrayList<>();
		long begin = System.nanoTime();
		while (sessions.size() < SESSIONS) {
			List<PoolSession> wave = new ArrayList<>();
			for (int i = 0; i < WAVE; i++) {
				wave.add(open(user, child));
			}
			ask(wave);
			sessions.addAll(wave);
		}
		double seconds = (System.nanoTime() - begin) / 1e9;
		long user1 = (SessionElementProcess.heap() - empty[0]) / SESSIONS - bare[0];
		long element = (heap(control) - empty[1]) / SESSIONS - bare[1];
		begin = System.nanoTime();
		ask(sessions);
		System.out.printf(Locale.ROOT, "%,d idle sessions: opened and asked in %.2f s, all asked again in %.2f s%n",
				SESSIONS, seconds, (System.nanoTime() - begin) / 1e9);
		Rows.atMost("idle sessions, heap of each, user", user1, BAR_OCTETS, "B", "beyond a bare channel of " + bare[0]);
		Rows.atMost("idle sessions, heap of each, element", element, BAR_OCTETS, "B",
				"beyond a bare channel of " + bare[1]);
		sessions.forEach(PoolSession::closeAsync);
	}

	private static PoolSession open(PoolUser user, ChildJvm child) {
		return user.openSession(RegistrarProcess.loopback(child.port()), OPTIONS);
	}

	private static void ask(List<PoolSession> sessions) throws Exception {
		CompletableFuture<?>[] answers = sessions.stream()
			.map((session) -> session.request(new byte[64]))
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(answers).get(2, TimeUnit.MINUTES);
	}

	/** The other side's heap. */
	private static long heap(PoolSession control) {
		return ByteBuffer.wrap(control.call(SessionElementProcess.HEAP)).getLong();
	}

}
