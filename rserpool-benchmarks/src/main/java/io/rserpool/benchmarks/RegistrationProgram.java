package io.rserpool.benchmarks;

import java.util.List;

/**
 * Rows 2a and 2b: registrations, re-registrations and deregistrations over TCP,
 * acknowledged, 256 outstanding, 10,000 elements, beside raw Netty with the same window.
 */
final class RegistrationProgram {

	private static final int ELEMENTS = 10_000;

	private static final int WINDOW = 256;

	private RegistrationProgram() {
	}

	/** Prints one line a row; an argument gives the number of pairs, 5 if absent. */
	public static void main(String[] arguments) throws Exception {
		int pairs = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 5;
		try (ChildJvm raw = ChildJvm.start(RawNetty.class, List.of());
				ChildJvm registrar = ChildJvm.start(RegistrarProcess.class, List.of("-Xmx1g"), "quiet");
				Elements elements = Elements.connect(registrar.port(), 1_000)) {
			Pairs.Trial baseline = () -> RawNetty.exchange(raw.port(), 1, WINDOW, 1_000);
			for (int i = 0; i < 60; i++) {
				elements.register(ELEMENTS, WINDOW);
				elements.reregister(i, WINDOW);
				elements.deregisterAll(WINDOW);
			}
			RawNetty.exchange(raw.port(), 1, WINDOW, 3_000);
			Pairs measure = new Pairs(pairs);
			measure.run("2a registration 1x256", "1/s", baseline, () -> {
				Pairs.Result result = rate(elements.register(ELEMENTS, WINDOW));
				elements.deregisterAll(WINDOW);
				return result;
			});
			measure.run("2a deregistration 1x256", "1/s", baseline, () -> {
				elements.register(ELEMENTS, WINDOW);
				return rate(elements.deregisterAll(WINDOW));
			});
			int[] load = { 1_000 };
			Pairs.Trial registration = () -> {
				Pairs.Result result = rate(elements.register(ELEMENTS, WINDOW));
				elements.deregisterAll(WINDOW);
				return result;
			};
			measure.run("2b re-registration, same load", "1/s", registration, () -> {
				elements.register(ELEMENTS, WINDOW);
				Pairs.Result result = rate(elements.reregister(0, WINDOW));
				elements.deregisterAll(WINDOW);
				return result;
			});
			measure.run("2b re-registration, new load", "1/s", registration, () -> {
				elements.register(ELEMENTS, WINDOW);
				Pairs.Result result = rate(elements.reregister(load[0]++, WINDOW));
				elements.deregisterAll(WINDOW);
				return result;
			});
		}
		System.exit(0);
	}

	private static Pairs.Result rate(long nanos) {
		return Pairs.Result.of(ELEMENTS * 1e9 / nanos, ELEMENTS);
	}

}
