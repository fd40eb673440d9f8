package io.rserpool.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent.ElementRegistered;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.SelectionOptions;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;

/**
 * Rows 4a and 4b: what it costs a server that it tells others of each registration, and
 * how soon they know.
 */
final class ReplicationProgram {

	private static final int ELEMENTS = 10_000;

	private static final int WINDOW = 256;

	private static final List<String> OPTIONS = List.of("-Xmx512m");

	private ReplicationProgram() {
	}

	/** Prints one line a row; an argument gives the number of pairs, 5 if absent. */
	public static void main(String[] arguments) throws Exception {
		int pairs = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 5;
		if (Pairs.isWanted("4a registration")) {
			cost(new Pairs(pairs));
		}
		if (Pairs.isWanted("4b lag")) {
			lag(5_000, 2, 10);
		}
		if (!Boolean.getBoolean("rserpool.bench.embedded")) {
			System.exit(0);
		}
	}

	private static void cost(Pairs measure) throws Exception {
		int[] ports = RegistrarProcess.freePorts(5);
		try (ChildJvm alone = RegistrarProcess.start("quiet", OPTIONS);
				ChildJvm one = RegistrarProcess.start("quiet", OPTIONS, ports[0]);
				ChildJvm itsPeer = RegistrarProcess.start("quiet", OPTIONS, ports[1], ports[0]);
				ChildJvm two = RegistrarProcess.start("quiet", OPTIONS, ports[2]);
				ChildJvm firstPeer = RegistrarProcess.start("quiet", OPTIONS, ports[3], ports[2]);
				ChildJvm secondPeer = RegistrarProcess.start("quiet", OPTIONS, ports[4], ports[2], ports[3]);
				Elements atAlone = Elements.connect(alone.port(), 1_000);
				Elements atOne = Elements.connect(one.port(), 1_000);
				Elements atTwo = Elements.connect(two.port(), 1_000)) {
			System.out.printf(Locale.ROOT, "4a (peers joined in %d, %d and %d ms)%n", itsPeer.figure(1),
					firstPeer.figure(1), secondPeer.figure(1));
			for (int i = 0; i < 40; i++) {
				rate(atAlone);
				rate(atOne);
				rate(atTwo);
			}
			measure.run("4a registration, 1 peer (bar 0.6)", "1/s", () -> rate(atAlone), () -> rate(atOne));
			measure.run("4a registration, 2 peers (bar 0.4)", "1/s", () -> rate(atAlone), () -> rate(atTwo));
		}
	}

	/** Registers and deregisters, twice; the rate is that of the registrations. */
	private static Pairs.Result rate(Elements elements) throws InterruptedException {
		long nanos = 0;
		for (int i = 0; i < 2; i++) {
			nanos += elements.register(ELEMENTS, WINDOW);
			elements.deregisterAll(WINDOW);
		}
		return Pairs.Result.of(2 * ELEMENTS * 1e9 / nanos, 2 * ELEMENTS);
	}

	/**
	 * Registers elements at one server at a steady rate, and compares when each was
	 * acknowledged with when the other server knew it.
	 */
	private static void lag(int perSecond, int warmUpSeconds, int seconds) throws Exception {
		int count = perSecond * (warmUpSeconds + seconds);
		AtomicLongArray acknowledged = new AtomicLongArray(count);
		AtomicLongArray visible = new AtomicLongArray(count);
		int[] ports = RegistrarProcess.freePorts(2);
		try (ChildJvm home = RegistrarProcess.start("quiet", OPTIONS, ports[0]);
				EnrpServer peer = RegistrarProcess.server(Timing.of(Profile.FAST), ports[1], ports[0]);
				RawElements elements = new RawElements(home.port(),
						(number) -> acknowledged.set(number, System.nanoTime()))) {
			peer.events().subscribe((occurrence) -> note(occurrence, visible));
			peer.start();
			RegistrarProcess.awaitServing(peer);
			int checksum = checksum(peer.snapshot().join().peers().get(0).id(), count);
			long begin = System.nanoTime();
			int perTick = perSecond / 1_000;
			for (int i = 0; i < count; i++) {
				elements.send(i, 0);
				if ((i + 1) % perTick == 0) {
					elements.flush();
					LockSupport.parkNanos(begin + (i + 1L) / perTick * 1_000_000L - System.nanoTime());
				}
			}
			elements.awaitAnswers();
			long end = System.nanoTime();
			double equalMillis = awaitEqual(peer, count, checksum, end);
			Histogram lags = new Histogram(3);
			int early = 0;
			for (int i = perSecond * warmUpSeconds; i < count; i++) {
				long lag = visible.get(i) - acknowledged.get(i);
				early += (lag < 0) ? 1 : 0;
				lags.recordValue(Math.max(0, lag));
			}
			String details = String.format(Locale.ROOT, "%d registrations at %,d/s, %d%% known before the answer",
					count - perSecond * warmUpSeconds, perSecond,
					Math.round(100.0 * early / (count - perSecond * warmUpSeconds)));
			Rows.atMost("4b lag, median", lags.getValueAtPercentile(50) / 1e6, 1, "ms", details);
			Rows.atMost("4b lag, 99th percentile", lags.getValueAtPercentile(99) / 1e6, 20, "ms",
					String.format(Locale.ROOT, "max %.2f ms", lags.getMaxValue() / 1e6));
			Rows.atMost("4b checksums equal after the load", equalMillis, 1_000, "ms", "");
		}
	}

	private static void note(Occurrence occurrence, AtomicLongArray visible) {
		if (occurrence.event() instanceof ElementRegistered registered) {
			PoolElementId id = registered.element();
			visible.set(RawElements.numberOf(id), System.nanoTime());
		}
	}

	/** Milliseconds until the peer holds exactly what the home server must have. */
	private static double awaitEqual(EnrpServer peer, int count, int checksum, long since) {
		while (System.nanoTime() - since < 30_000_000_000L) {
			PeerSnapshot known = peer.snapshot().join().peers().get(0);
			if (known.elementCount() == count && known.audit().expected() == checksum) {
				return (System.nanoTime() - since) / 1e6;
			}
			LockSupport.parkNanos(1_000_000);
		}
		return Double.POSITIVE_INFINITY;
	}

	private static int checksum(ServerId home, int count) {
		Handlespace handlespace = new Handlespace(home, new SplittableRandom(1), SelectionOptions.DEFAULT);
		for (int i = 0; i < count; i++) {
			handlespace.register(RawElements.handle(i), RawElements.element(i, 0).withHome(home), 0);
		}
		return handlespace.checksum(home);
	}

}
