package io.rserpool.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.PoolUser;
import io.rserpool.RserpoolException;
import io.rserpool.Selection;
import io.rserpool.wire.PoolHandle;

/**
 * Sends one request after the other to its pools, in turn, as an application would: one
 * that fails is sent to another element, until it is given up after {@link #PATIENCE}.
 */
final class Requests {

	private static final Logger logger = LoggerFactory.getLogger(Requests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int TRY_MILLIS = 500;

	private static final int PAUSE_MILLIS = 20;

	private final CountDownLatch never = new CountDownLatch(1);

	private final PoolUser user;

	private final List<PoolHandle> pools;

	private final UnaryOperator<InetSocketAddress> way;

	private long answers;

	private long retries;

	private long lost;

	private long longestGap;

	private long lastAnswer = System.nanoTime();

	/**
	 * Makes requests, but sends none yet.
	 * @param way where to connect to reach an address
	 */
	Requests(PoolUser user, List<String> pools, UnaryOperator<InetSocketAddress> way) {
		this.user = user;
		this.pools = pools.stream().map(PoolHandle::of).toList();
		this.way = way;
	}

	/** Sends until the process ends. */
	void send() {
		for (int number = 0; pause(); number++) {
			request(this.pools.get(number % this.pools.size()), "request " + number);
		}
	}

	private boolean pause() {
		try {
			return !this.never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private void request(PoolHandle pool, String text) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		Selection element = null;
		do {
			try {
				element = (element == null) ? this.user.select(pool) : element.failedGiveNext();
				exchange(element.address(), text);
				answered();
				return;
			}
			catch (IOException ex) {
				failed(element, ex);
			}
			catch (RserpoolException ex) {
				failed(pool, ex);
				element = null;
				pause();
			}
		}
		while (System.nanoTime() - deadline < 0);
		givenUp(pool);
	}

	private void exchange(InetSocketAddress address, String text) throws IOException {
		byte[] sent = text.getBytes(StandardCharsets.UTF_8);
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TRY_MILLIS);
			socket.connect(this.way.apply(address), TRY_MILLIS);
			socket.getOutputStream().write(sent);
			byte[] answer = socket.getInputStream().readNBytes(sent.length);
			if (!Arrays.equals(sent, answer)) {
				throw new IOException(
						"'" + text + "' came back as '" + new String(answer, StandardCharsets.UTF_8) + "'");
			}
		}
	}

	private synchronized void answered() {
		this.answers++;
		this.longestGap = Math.max(this.longestGap, gap());
		this.lastAnswer = System.nanoTime();
	}

	private long gap() {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.lastAnswer);
	}

	private synchronized void failed(@Nullable Object whom, Exception failure) {
		this.retries++;
		logger.info("Tries again after {}: {}", whom, failure.toString());
	}

	private synchronized void givenUp(PoolHandle pool) {
		this.lost++;
		logger.warn("Gives up a request to {}", pool);
	}

	synchronized UserReport report() {
		return new UserReport(this.answers, this.retries, this.lost,
				(this.answers > 0) ? Math.max(this.longestGap, gap()) : 0,
				this.user.home().map(Object::toString).orElse(""));
	}

	/** Reports, and measures gaps anew. */
	synchronized UserReport mark() {
		UserReport report = report();
		this.longestGap = 0;
		this.lastAnswer = (this.answers > 0) ? this.lastAnswer : System.nanoTime();
		return report;
	}

}
