package io.rserpool.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Scenarios in {@code src/test/resources/scenarios}: each text has to have exactly the
 * course that is checked in beside it. To write the traces anew, and then read the
 * difference with care, set {@code -Dsim.traces=write}.
 */
class ScenarioTests {

	private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

	private static final boolean WRITE = "write".equals(System.getProperty("sim.traces"));

	static Stream<String> scenarios() throws IOException {
		try (Stream<Path> files = Files.list(SCENARIOS)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".txt"))
				.map((name) -> name.substring(0, name.length() - 4))
				.sorted()
				.toList()
				.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void scenarioHasItsCourse(String name) throws IOException {
		Simulation simulation = new Simulation(Scenario.parse(Files.readString(SCENARIOS.resolve(name + ".txt"))))
			.traced();

		simulation.run();

		List<String> trace = simulation.world().trace().text();
		Path expected = SCENARIOS.resolve(name + ".trace");
		if (WRITE) {
			Files.write(expected, trace);
		}
		assertThat(trace).isEqualTo(Files.readAllLines(expected));
	}

	@Test
	void aWrongLineIsNamed() {
		assertThatThrownBy(() -> Scenario.parse("server A\n5x start A"))
			.hasMessage("Line 2: '5x' is no time such as 12.5s");
		assertThatThrownBy(() -> new Simulation(Scenario.parse("server A\ncastle B")))
			.hasMessage("Line 2: there is no setting 'castle'");
		assertThatThrownBy(() -> new Simulation(Scenario.parse("server A\n1s tickle A")).run())
			.hasMessageContaining("Line 2: there is no action 'tickle'");
	}

}
