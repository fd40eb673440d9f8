package io.rserpool.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;

/**
 * Row 5e: sessions that carry cookies and send idempotent requests all the time, while
 * one element after the other is killed ({@code kill -9}) and replaced. Every request
 * must be answered, once and rightly. Each element notes what it processes in a file that
 * survives it, so that what was processed twice is counted.
 */
final class SessionKills implements AutoCloseable {

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m");

	private static final int ELEMENTS = 3;

	private static final int SESSIONS = 8;

	/** Between two requests of a session. */
	private static final long GAP_NANOS = 2_000_000;

	private final int kills;

	private final EnrpServer server;

	private final Path journals;

	private final Deque<ChildJvm> elements = new ArrayDeque<>();

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong lost = new AtomicLong();

	private final AtomicLong wrong = new AtomicLong();

	private volatile boolean done;

	private int started;

	SessionKills(int kills) throws IOException {
		this.kills = kills;
		this.journals = Files.createTempDirectory("rserpool-kills");
		this.server = EnrpServer.builder().asapAddress(RegistrarProcess.loopback(0)).build();
		this.server.start();
	}

	/** Prints the lines. */
	void run() throws Exception {
		for (int i = 0; i < ELEMENTS; i++) {
			this.elements.addLast(element());
		}
		AsapEndpoint endpoint = AsapEndpoint.builder().enrpServers(List.of(this.server.asapAddress())).build();
		endpoint.start();
		long begin = System.nanoTime();
		long sent;
		long[] failovers = { 0 };
		try (endpoint; PoolUser user = PoolUser.builder().endpoint(endpoint).build()) {
			user.start();
			List<PoolSession> sessions = new ArrayList<>();
			for (int i = 0; i < SESSIONS; i++) {
				sessions.add(user.openSession(SessionElementProcess.HANDLE, SessionOptions.DEFAULT));
			}
			CompletableFuture<Long> asking = CompletableFuture.supplyAsync(() -> ask(sessions));
			for (int i = 0; i < this.kills; i++) {
				ChildJvm killed = this.elements.removeFirst();
				killed.kill();
				this.elements.addLast(element());
				killed.close();
			}
			this.done = true;
			sent = asking.get(2, TimeUnit.MINUTES);
			while (this.answered.get() + this.lost.get() + this.wrong.get() < sent) {
				LockSupport.parkNanos(10_000_000);
			}
			for (PoolSession session : sessions) {
				failovers[0] += session.snapshot().join().failovers();
			}
		}
		print(sent, failovers[0], (System.nanoTime() - begin) / 1_000_000_000);
	}

	private void print(long sent, long failovers, long seconds) throws IOException {
		Rows.atMost("5e lost requests", sent - this.answered.get(), 0, "", String.format(Locale.ROOT,
				"of %,d in %,d kills and %,d failovers, %d s", sent, this.kills, failovers, seconds));
		Rows.atMost("5e wrong answers", this.wrong.get(), 0, "", "each future is done once");
		System.out.printf(Locale.ROOT, "%-44s %,14d        processed more than once, by different elements%n",
				"5e duplicates", duplicates());
	}

	private ChildJvm element() throws IOException {
		return ChildJvm.start(SessionElementProcess.class, OPTIONS,
				Integer.toString(this.server.asapAddress().getPort()), "default",
				this.journals.resolve("element" + this.started++).toString());
	}

	private long ask(List<PoolSession> sessions) {
		long sent = 0;
		long due = System.nanoTime();
		while (!this.done) {
			for (PoolSession session : sessions) {
				long number = sent++;
				byte[] request = ByteBuffer.allocate(64).putLong(number).array();
				session.request(request).whenComplete((answer, failure) -> check(number, answer, failure));
			}
			due += GAP_NANOS;
			LockSupport.parkNanos(due - System.nanoTime());
		}
		return sent;
	}

	private void check(long number, byte[] answer, Throwable failure) {
		if (failure != null) {
			System.err.println("Request " + number + " failed: " + failure);
			this.lost.incrementAndGet();
		}
		else if (ByteBuffer.wrap(answer).getLong() != number) {
			this.wrong.incrementAndGet();
		}
		else {
			this.answered.incrementAndGet();
		}
	}

	/** How many requests were processed after they had been processed before. */
	private long duplicates() throws IOException {
		BitSet seen = new BitSet();
		long again = 0;
		for (int i = 0; i < this.started; i++) {
			Path journal = this.journals.resolve("element" + i);
			ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(journal));
			while (numbers.remaining() >= Long.BYTES) {
				int number = (int) numbers.getLong();
				again += seen.get(number) ? 1 : 0;
				seen.set(number);
			}
			Files.delete(journal);
		}
		return again;
	}

	@Override
	public void close() throws IOException {
		this.elements.forEach(ChildJvm::close);
		this.server.close();
		Files.deleteIfExists(this.journals);
	}

}
