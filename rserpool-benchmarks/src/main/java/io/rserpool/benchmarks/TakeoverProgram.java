package io.rserpool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

import io.rserpool.EnrpServer;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent.TakeoverWon;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * Rows 7a and 7b, and a takeover under load: an ENRP server is killed or frozen, another
 * one takes over its elements.
 */
final class TakeoverProgram {

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

	private static final int ELEMENTS = 10_000;

	private TakeoverProgram() {
	}

	/**
	 * Prints one or two lines a row; an argument gives the number of kills, 5 if absent.
	 */
	public static void main(String[] arguments) throws Exception {
		int kills = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 5;
		if (Pairs.isWanted("7a takeover")) {
			Rows.atMost("7a takeover of 10,000, killed, 2 servers", killed(kills, 0), 1, "s", "median of " + kills);
			Rows.atMost("7a takeover of 10,000, killed, 3 servers", killed(kills, 1), 1, "s", "median of " + kills);
		}
		if (Pairs.isWanted("7b takeover")) {
			frozen("quiet-lan", Timing.of(Profile.LAN));
			frozen("quiet", Timing.of(Profile.FAST));
		}
		if (Pairs.isWanted("7e takeover")) {
			inherit(50, 1_000);
		}
		if (!Boolean.getBoolean("rserpool.bench.embedded")) {
			System.exit(0);
		}
	}

	/** Seconds until the survivor owns the dead server's elements, the median. */
	private static double killed(int kills, int bystanders) throws Exception {
		List<Double> seconds = new ArrayList<>();
		for (int i = 0; i < kills; i++) {
			int[] ports = RegistrarProcess.freePorts(2 + bystanders);
			List<ChildJvm> others = new ArrayList<>();
			try (ChildJvm dying = RegistrarProcess.start("quiet", OPTIONS, ports[0]);
					EnrpServer survivor = RegistrarProcess.server(Timing.of(Profile.FAST), ports[1], ports[0]);
					RawElements elements = new RawElements(dying.port())) {
				for (int j = 0; j < bystanders; j++) {
					others.add(RegistrarProcess.start("quiet", OPTIONS, ports[2 + j], ports[0]));
				}
				seconds.add(takeover(dying, survivor, elements, dying::kill));
			}
			finally {
				others.forEach(ChildJvm::close);
			}
		}
		return Pairs.median(seconds);
	}

	private static void frozen(String name, Timing timing) throws Exception {
		int[] ports = RegistrarProcess.freePorts(2);
		try (ChildJvm silent = RegistrarProcess.start(name, OPTIONS, ports[0]);
				EnrpServer survivor = RegistrarProcess.server(timing, ports[1], ports[0]);
				RawElements elements = new RawElements(silent.port())) {
			double seconds = takeover(silent, survivor, elements, silent::freeze);
			silent.kill();
			double bar = (timing.millis(TimerName.MAX_TIME_LAST_HEARD) + timing.millis(TimerName.MAX_TIME_NO_RESPONSE))
					/ 1e3 + 1;
			Rows.atMost("7b takeover of 10,000, frozen, " + timing.profile(), seconds, bar, "s", "");
		}
	}

	private static double takeover(ChildJvm target, EnrpServer survivor, RawElements elements, Disturbance disturbance)
			throws Exception {
		LinkedBlockingQueue<Won> won = new LinkedBlockingQueue<>();
		survivor.events().subscribe((occurrence) -> note(occurrence, won));
		survivor.start();
		RegistrarProcess.awaitServing(survivor);
		elements.register(ELEMENTS);
		while (survivor.snapshot().join().elementCount() < ELEMENTS) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
		long begin = System.nanoTime();
		disturbance.happens();
		Won takeover = won.poll(60, TimeUnit.SECONDS);
		if (takeover == null) {
			throw new IllegalStateException("Nobody took over the server in process " + target.pid());
		}
		return (takeover.at() - begin) / 1e9;
	}

	private static void note(Occurrence occurrence, LinkedBlockingQueue<Won> won) {
		if (occurrence.event() instanceof TakeoverWon event) {
			won.add(new Won(System.nanoTime(), event.elements()));
		}
		else if (occurrence.event() instanceof io.rserpool.event.RserpoolEvent.TakenOver event) {
			won.add(new Won(System.nanoTime(), event.elements()));
		}
	}

	/**
	 * Takes over elements that live, know only the dead server, and can be dialled: each
	 * is told, and registers at its new home, while a user goes on asking.
	 */
	private static void inherit(int endpoints, int each) throws Exception {
		int count = endpoints * each;
		int[] ports = RegistrarProcess.freePorts(2);
		LinkedBlockingQueue<Won> won = new LinkedBlockingQueue<>();
		try (ChildJvm dying = RegistrarProcess.start("default", List.of("-Xmx512m"), ports[0]);
				EnrpServer heir = RegistrarProcess.server(Timing.of(Profile.FAST), ports[1], ports[0]);
				ChildJvm elements = ChildJvm.start(ElementsProcess.class, List.of("-Xmx768m"),
						Integer.toString(dying.port()), Integer.toString(endpoints), Integer.toString(each))) {
			heir.events().subscribe((occurrence) -> note(occurrence, won));
			heir.start();
			RegistrarProcess.awaitServing(heir);
			try (Asker asker = new Asker(heir.asapAddress().getPort(), each)) {
				asker.begin();
				TimeUnit.SECONDS.sleep(5);
				Histogram before = asker.latencies();
				asker.begin();
				long begin = System.nanoTime();
				dying.kill();
				Won takeover = won.poll(60, TimeUnit.SECONDS);
				if (takeover == null || elements.figure(0) != endpoints) {
					throw new IllegalStateException("Nobody took over");
				}
				// All elements are told within one keep-alive interval, and answer
				TimeUnit.SECONDS.sleep(10);
				Histogram during = asker.latencies();
				int left = heir.snapshot().join().ownedCount();
				Rows.atMost("7e takeover of 50,000 that live, resolutions p99", during.getValueAtPercentile(99) / 1e6,
						10, "ms", Asker.words(during) + "; before " + Asker.words(before));
				Rows.atLeast("7e elements owned 10 s later", left, count, "",
						String.format(Locale.ROOT, "taken over %d, %.3f s after the kill; %d resolutions failed",
								takeover.elements(), (takeover.at() - begin) / 1e9, asker.failures()));
			}
		}
	}

	/**
	 * What happens to a server.
	 */
	@FunctionalInterface
	private interface Disturbance {

		void happens() throws Exception;

	}

	/**
	 * A takeover that is done, by whomever.
	 */
	private record Won(long at, int elements) {
	}

}
