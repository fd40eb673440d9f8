package io.rserpool.quickstart.process;

import java.io.File;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JavaCommandTests {

	@Test
	void jarIsStartedAsJar() {
		List<String> command = new JavaCommand(List.of("-Xmx64m"), "Main", "target/quickstart.jar")
			.with(List.of("painter"));

		assertThat(command.get(0)).endsWith("java");
		assertThat(command.subList(1, command.size())).containsExactly("-Xmx64m", "-jar", "target/quickstart.jar",
				"painter");
	}

	@Test
	void classPathIsStartedWithItsMainClass() {
		String classPath = "target/classes" + File.pathSeparator + "a.jar";

		List<String> command = new JavaCommand(List.of(), "Main", classPath).with(List.of("painter"));

		assertThat(command.subList(1, command.size())).containsExactly("-cp", classPath, "Main", "painter");
	}

}
