package com.example.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds both applications to the promise: a dependency and a file of settings, and no
 * line of code (S1).
 */
class ExistingCodeTests {

	private static final Path APPLICATIONS = Path.of("..");

	@ParameterizedTest
	@ValueSource(strings = { "prices", "shop" })
	void noSourceKnowsOfPools(String application) throws IOException {
		List<Path> sources = files(APPLICATIONS.resolve(application).resolve("src/main"));
		assertThat(sources).anyMatch((source) -> source.toString().endsWith("Application.java"))
			.anyMatch((source) -> source.endsWith("application.yml"));
		for (Path source : sources) {
			if (!source.endsWith("application-pooled.yml")) {
				assertThat(Files.readString(source).toLowerCase(Locale.ROOT)).as(source.toString())
					.doesNotContain("rserpool", "pool");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "prices", "shop" })
	void oneDependencyBringsThem(String application) throws IOException {
		String pom = Files.readString(APPLICATIONS.resolve(application).resolve("pom.xml"));
		String dependencies = pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
		assertThat(dependencies).containsOnlyOnce("<artifactId>rserpool");
	}

	@Test
	void theManualShowsTheFilesAsTheyAre() throws IOException {
		String manual = Files.readString(APPLICATIONS.resolve("README.md"));
		for (String application : List.of("prices", "shop")) {
			String settings = Files
				.readString(APPLICATIONS.resolve(application).resolve("src/main/resources/application-pooled.yml"));
			assertThat(manual).contains("```yaml\n" + settings + "```");
		}
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

}
