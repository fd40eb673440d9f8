package io.rserpool.sim;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The same seed has the same course, to the last line; and a plan can be written down and
 * read again.
 */
class ReplayTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 5, 8, 13, 21, 34 })
	void theSameSeedHasTheSameTrace(long seed) {
		List<String> first = trace(RandomScenario.of(seed, SERVERS));
		List<String> second = trace(RandomScenario.of(seed, SERVERS));

		assertThat(first).isNotEmpty().isEqualTo(second);
	}

	private static final int SERVERS = Integer.getInteger("sim.servers", 0);

	@ParameterizedTest
	@ValueSource(longs = { 4, 9, 16 })
	void aPrintedPlanIsAScenarioWithTheSameTrace(long seed) {
		Scenario plan = RandomScenario.of(seed, SERVERS);

		Scenario read = Scenario.parse(plan.toString());

		assertThat(trace(read)).isEqualTo(trace(plan));
	}

	@ParameterizedTest
	@ValueSource(longs = 7)
	void aFailureShowsSeedPlanAndTrace(long seed) {
		Scenario plan = Scenario.parse("seed " + seed + "\nserver A\nelement e1 EchoPool 0x00000001\n"
				+ "0s start A\n1s register e1\n20s expect unknown e1\n");

		assertThatThrownBy(() -> new Simulation(plan).run()).isInstanceOf(AssertionError.class)
			.hasMessageContaining("seed 7")
			.hasMessageContaining("1s register e1")
			.hasMessageContaining("ASAP_REGISTRATION EchoPool/e1")
			.hasMessageContaining("Not as expected: A knows e1");
	}

	private static List<String> trace(Scenario scenario) {
		Simulation simulation = new Simulation(scenario).traced();
		simulation.run();
		return simulation.world().trace().text();
	}

}
