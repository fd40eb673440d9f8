package io.rserpool.sim;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How fast a large scope is simulated on one core, with RFC timers: as a test a small
 * one; with {@code -Dsim.speed.servers=100 -Dsim.speed.elements=10000} the one that the
 * target is set for (see {@code docs/simulation.md}).
 */
class SpeedTests {

	private static final Logger logger = LoggerFactory.getLogger(SpeedTests.class);

	private static final int SERVERS = Integer.getInteger("sim.speed.servers", 10);

	private static final int ELEMENTS = Integer.getInteger("sim.speed.elements", 200);

	/** Virtual seconds: until all are registered and the code is warm, and measured. */
	private static final int WARM_UP = 420;

	private static final int MEASURED = Integer.getInteger("sim.speed.seconds", 600);

	@Test
	void aScopeAtWorkIsSimulatedMuchFasterThanRealTime() {
		Simulation simulation = new Simulation(Scenario.parse(scenario())).unchecked();
		simulation.runUntil(WARM_UP * 1000);
		long messages = simulation.world().messages();
		long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

		simulation.runUntil((WARM_UP + MEASURED) * 1000L);

		double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
		double ratio = MEASURED / seconds;
		messages = simulation.world().messages() - messages;
		logger.info(String.format(Locale.ROOT,
				"%d servers, %d elements, RFC timers: %d virtual seconds in %.2f s of one core, %.0f times faster; "
						+ "%d messages, %.2f us each",
				SERVERS, ELEMENTS, MEASURED, seconds, ratio, messages, seconds * 1e6 / messages));
		simulation.inspector().requireAgreement();
		// Far below what is reached, as test machines may have much else to do.
		assertThat(ratio).isGreaterThan(10);
	}

	private static String scenario() {
		StringBuilder text = new StringBuilder("seed 1\nprofile rfc\ndelay 1-5\n");
		for (int i = 1; i <= SERVERS; i++) {
			text.append(String.format("server S%d 0x%08x mentors %s\n", i, 0x10000 + i, (i == 1) ? "none" : "S1"));
		}
		for (int i = 1; i <= ELEMENTS; i++) {
			// Each has a home of its own choice, so that all servers have a share.
			text.append(String.format("element e%d Pool%d servers S%d,S%d\n", i, i % 100, 1 + i % SERVERS,
					1 + (i + 1) % SERVERS));
		}
		text.append("0s start S1\n");
		for (int i = 2; i <= SERVERS; i++) {
			text.append(String.format(Locale.ROOT, "%.3fs start S%d\n", 1 + i * 0.5, i));
		}
		for (int i = 1; i <= ELEMENTS; i++) {
			text.append(String.format(Locale.ROOT, "%.3fs register e%d\n", 100 + i * (240.0 / ELEMENTS), i));
		}
		return text.toString();
	}

}
