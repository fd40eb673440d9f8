package io.rserpool.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;
import io.rserpool.wire.PoolHandle;

/**
 * Rows 1a to 1d: uncached resolutions over TCP against a server in another JVM, 10,000
 * elements in 1,000 pools, answers of three elements, beside raw Netty.
 */
final class ResolutionProgram {

	private static final int POOLS = 1_000;

	private static final int ELEMENTS = 10_000;

	private static final long RUN_MILLIS = 2_000;

	private ResolutionProgram() {
	}

	/** Prints one line a row; an argument gives the number of pairs, 5 if absent. */
	public static void main(String[] arguments) throws Exception {
		int pairs = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 5;
		try (ChildJvm raw = ChildJvm.start(RawNetty.class, List.of());
				ChildJvm registrar = ChildJvm.start(RegistrarProcess.class, List.of("-Xmx1g"), "quiet");
				Elements elements = Elements.connect(registrar.port(), POOLS)) {
			elements.register(ELEMENTS, 256);
			Users one = new Users(registrar.port(), 1);
			Users sixteen = new Users(registrar.port(), 16);
			new Pairs(1).run("warm-up", "1/s", () -> RawNetty.exchange(raw.port(), 1, 256, 3_000),
					() -> one.outstanding(256, 5_000));
			Pairs measure = new Pairs(pairs);
			measure.run("1a resolution async 1x1", "1/s", () -> RawNetty.exchange(raw.port(), 1, 1, RUN_MILLIS),
					() -> one.outstanding(1, RUN_MILLIS));
			measure.run("1b resolution blocking 1x1", "1/s", () -> RawNetty.exchange(raw.port(), 1, 1, RUN_MILLIS),
					() -> one.blocking(RUN_MILLIS));
			measure.run("1c resolution 1x256", "1/s", () -> RawNetty.exchange(raw.port(), 1, 256, RUN_MILLIS),
					() -> one.outstanding(256, RUN_MILLIS));
			measure.run("1d resolution 16x1", "1/s", () -> RawNetty.exchange(raw.port(), 16, 1, RUN_MILLIS),
					() -> sixteen.outstanding(1, RUN_MILLIS));
			one.close();
			sixteen.close();
		}
		System.exit(0);
	}

	/**
	 * Pool users, each with an own connection.
	 */
	private static final class Users implements AutoCloseable {

		private final List<AsapEndpoint> endpoints = new ArrayList<>();

		private final List<PoolUser> users = new ArrayList<>();

		Users(int port, int count) {
			for (int i = 0; i < count; i++) {
				AsapEndpoint endpoint = AsapEndpoint.builder()
					.enrpServers(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
					.timing(RegistrarProcess.quiet(io.rserpool.machine.Timing.of(io.rserpool.machine.Profile.FAST)))
					.completeOnLoop(true)
					.build();
				endpoint.start();
				this.endpoints.add(endpoint);
				PoolUser user = PoolUser.builder().endpoint(endpoint).subscribe(false).build();
				user.start();
				user.populate(Elements.handle(0)).join();
				this.users.add(user);
			}
		}

		Pairs.Result outstanding(int window, long millis) throws Exception {
			ConcurrentHistogram latencies = new ConcurrentHistogram(3);
			CountDownLatch done = new CountDownLatch(window * this.users.size());
			long begin = System.nanoTime();
			long end = begin + millis * 1_000_000;
			for (PoolUser user : this.users) {
				for (int lane = 0; lane < window; lane++) {
					new Lane(user, lane, window, end, latencies, done).next();
				}
			}
			done.await();
			double seconds = (System.nanoTime() - begin) / 1e9;
			return result(latencies, seconds);
		}

		Pairs.Result blocking(long millis) {
			Histogram latencies = new Histogram(3);
			Random random = new Random(1);
			PoolUser user = this.users.get(0);
			long begin = System.nanoTime();
			long now = begin;
			while (now - begin < millis * 1_000_000) {
				user.populate(Elements.handle(random.nextInt(POOLS))).join();
				long then = System.nanoTime();
				latencies.recordValue(then - now);
				now = then;
			}
			return result(latencies, (now - begin) / 1e9);
		}

		private static Pairs.Result result(Histogram latencies, double seconds) {
			return new Pairs.Result(latencies.getTotalCount() / seconds, latencies.getValueAtPercentile(50) / 1e3,
					latencies.getValueAtPercentile(99) / 1e3, latencies.getTotalCount());
		}

		@Override
		public void close() {
			this.users.forEach(PoolUser::close);
			this.endpoints.forEach(AsapEndpoint::close);
		}

	}

	/**
	 * One outstanding request after the other. Lanes keep to pools of their own, since
	 * equal requests on one connection are joined.
	 */
	private static final class Lane {

		private final PoolUser user;

		private final int lane;

		private final int lanes;

		private final long end;

		private final Histogram latencies;

		private final CountDownLatch done;

		private final Random random;

		Lane(PoolUser user, int lane, int lanes, long end, Histogram latencies, CountDownLatch done) {
			this.user = user;
			this.lane = lane;
			this.lanes = lanes;
			this.end = end;
			this.latencies = latencies;
			this.done = done;
			this.random = new Random(lane);
		}

		void next() {
			long begin = System.nanoTime();
			PoolHandle handle = Elements.handle(this.lane + this.lanes * this.random.nextInt(POOLS / this.lanes));
			this.user.populate(handle).whenComplete((selections, failure) -> {
				if (failure != null) {
					throw new IllegalStateException("A resolution failed", failure);
				}
				long now = System.nanoTime();
				this.latencies.recordValue(now - begin);
				if (now < this.end) {
					next();
				}
				else {
					this.done.countDown();
				}
			});
		}

	}

}
