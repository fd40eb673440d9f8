package io.rserpool.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.SessionListener;
import io.rserpool.SessionOptions;
import io.rserpool.SessionTimers;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;

/**
 * Requests and answers through one session, beside raw Netty: rows 6a and 6b. The payload
 * is as long as the whole message of raw Netty, so the session's headers and
 * acknowledgements are its own cost.
 */
final class SessionExchange implements AutoCloseable {

	private final ChildJvm server;

	private final AsapEndpoint endpoint;

	private final PoolUser user;

	private final PoolSession session;

	/**
	 * Opens a session with a server in a JVM of its own.
	 * @param direct whether both sides do all on their I/O threads
	 */
	SessionExchange(boolean direct) throws Exception {
		this.server = ChildJvm.start(SessionElementProcess.class, List.of("-Xmx1g"), "0",
				direct ? "direct" : "default");
		this.endpoint = AsapEndpoint.builder()
			.enrpServers(List.of(RegistrarProcess.loopback(RegistrarProcess.freePorts(1)[0])))
			.completeOnLoop(direct)
			.build();
		this.endpoint.start();
		this.user = PoolUser.builder().endpoint(this.endpoint).subscribe(false).build();
		this.user.start();
		// A cold JVM on a busy machine may take its time to greet
		SessionTimers timers = SessionTimers.of(Timing.of(Profile.FAST)).withInitTimeout(Duration.ofSeconds(30));
		SessionOptions options = SessionOptions.DEFAULT.listener(new Watch()).timers(timers);
		this.session = this.user.openSession(RegistrarProcess.loopback(this.server.port()),
				direct ? options.executor(Runnable::run) : options);
	}

	/** The port of the bare server in the same JVM. */
	int rawPort() {
		return (int) this.server.figure(1);
	}

	/**
	 * Keeps requests outstanding for the given time.
	 * @return exchanges a second
	 */
	Pairs.Result exchange(int window, int octets, long millis) throws InterruptedException {
		Histogram latencies = new ConcurrentHistogram(3);
		CountDownLatch done = new CountDownLatch(window);
		long begin = System.nanoTime();
		long end = begin + millis * 1_000_000;
		for (int lane = 0; lane < window; lane++) {
			next(octets, end, latencies, done);
		}
		done.await();
		double seconds = (System.nanoTime() - begin) / 1e9;
		return result(latencies, seconds);
	}

	private static Pairs.Result result(Histogram latencies, double seconds) {
		return new Pairs.Result(latencies.getTotalCount() / seconds, latencies.getValueAtPercentile(50) / 1e3,
				latencies.getValueAtPercentile(99) / 1e3, latencies.getTotalCount());
	}

	private void next(int octets, long end, Histogram latencies, CountDownLatch done) {
		next(System.nanoTime(), octets, end, latencies, done);
	}

	private void next(long begin, int octets, long end, Histogram latencies, CountDownLatch done) {
		byte[] request = new byte[octets];
		ByteBuffer.wrap(request).putLong(begin);
		this.session.request(request).whenComplete((answer, failure) -> {
			if (failure != null) {
				// The session's end was told
				done.countDown();
				return;
			}
			long now = System.nanoTime();
			latencies.recordValue(now - ByteBuffer.wrap(answer).getLong());
			if (now < end) {
				next(now, octets, end, latencies, done);
			}
			else {
				done.countDown();
			}
		});
	}

	/** One request after the other, the caller's thread waiting for each. */
	Pairs.Result blocking(int octets, long millis) {
		Histogram latencies = new Histogram(3);
		long begin = System.nanoTime();
		long end = begin + millis * 1_000_000;
		long now = begin;
		while (now < end) {
			this.session.call(new byte[octets]);
			long then = System.nanoTime();
			latencies.recordValue(then - now);
			now = then;
		}
		return result(latencies, (now - begin) / 1e9);
	}

	/** Says why a session ends that is not to end. */
	private static final class Watch implements SessionListener {

		@Override
		public void ended(PoolSession session, @Nullable String failure) {
			if (failure != null) {
				System.err.println("The session ended: " + failure);
			}
		}

	}

	@Override
	public void close() {
		this.user.close();
		this.endpoint.close();
		this.server.close();
	}

}
