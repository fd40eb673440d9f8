package io.rserpool.benchmarks;

import java.util.List;

/**
 * Rows 5a, 5b, 5c, 5e, 6a and 6b, and the memory of idle sessions.
 * {@code -Drserpool.bench.only=6a} measures one.
 */
final class SessionProgram {

	private static final long RUN_MILLIS = 2_000;

	private static final int LARGE_OCTETS = 4_096;

	private SessionProgram() {
	}

	/**
	 * Prints a line or more for each row.
	 * @param arguments pairs of row 6, 5 if absent; kills of rows 5a to 5c, 20 if absent;
	 * kills of row 5e, 100 if absent
	 */
	public static void main(String[] arguments) throws Exception {
		int pairs = argument(arguments, 0, 5);
		int kills = argument(arguments, 1, 20);
		int moreKills = argument(arguments, 2, 100);
		exchanges("on the loop", true, pairs);
		exchanges("default", false, pairs);
		try (SessionFailover failover = new SessionFailover(kills)) {
			failover.run();
		}
		if (Pairs.isWanted("5e lost")) {
			try (SessionKills many = new SessionKills(moreKills)) {
				many.run();
			}
		}
		SessionMemory.run();
		System.exit(0);
	}

	private static int argument(String[] arguments, int index, int otherwise) {
		return (arguments.length > index) ? Integer.parseInt(arguments[index]) : otherwise;
	}

	private static void exchanges(String kind, boolean direct, int pairs) throws Exception {
		String oneByOne = "6a session 1x1 p50, " + kind;
		String many = "6a session 1x256, " + kind;
		String blocking = "6a session blocking p50, " + kind;
		String largeOneByOne = "6b session 4 KiB 1x1, " + kind;
		String largeMany = "6b session 4 KiB 1x256, " + kind;
		if (!Pairs.isAnyWanted(oneByOne, many, blocking, largeOneByOne, largeMany)) {
			return;
		}
		try (ChildJvm raw = ChildJvm.start(RawNetty.class, List.of());
				SessionExchange session = new SessionExchange(direct)) {
			RawNetty.exchange(raw.port(), 1, 256, RUN_MILLIS);
			session.exchange(256, 64, 2 * RUN_MILLIS);
			session.exchange(1, 64, RUN_MILLIS);
			session.blocking(64, RUN_MILLIS / 2);
			Pairs measure = new Pairs(pairs);
			measure.run(oneByOne, "us", () -> median(RawNetty.exchange(raw.port(), 1, 1, RUN_MILLIS)),
					() -> median(session.exchange(1, 64, RUN_MILLIS)));
			measure.run(many, "1/s", () -> RawNetty.exchange(raw.port(), 1, 256, RUN_MILLIS),
					() -> session.exchange(256, 64, RUN_MILLIS));
			measure.run(largeOneByOne, "1/s", () -> RawNetty.exchange(raw.port(), 1, 1, LARGE_OCTETS, RUN_MILLIS),
					() -> session.exchange(1, LARGE_OCTETS, RUN_MILLIS));
			measure.run(largeMany, "1/s", () -> RawNetty.exchange(raw.port(), 1, 256, LARGE_OCTETS, RUN_MILLIS),
					() -> session.exchange(256, LARGE_OCTETS, RUN_MILLIS));
			if (!direct) {
				measure.run(blocking, "us", () -> median(RawNetty.exchange(raw.port(), 1, 1, RUN_MILLIS)),
						() -> median(session.blocking(64, RUN_MILLIS)));
			}
		}
	}

	/** Compares the medians of the latencies instead of the rates. */
	private static Pairs.Result median(Pairs.Result result) {
		return new Pairs.Result(result.p50Micros(), result.p50Micros(), result.p99Micros(), result.count());
	}

}
