package io.rserpool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the table of requirements in {@code docs/sessions.md} true: each item has tests,
 * and these exist.
 */
class SessionsDocumentTests {

	private static final Path ROOT = Path.of("..");

	private static final List<String> MODULES = List.of("rserpool-core", "rserpool-autoconfigure",
			"demo-apps/web-pool/shop");

	private static final Pattern ROW = Pattern.compile("^\\| ([STB]\\d+) .*$", Pattern.MULTILINE);

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

	private static final Pattern METHOD = Pattern.compile("@(?:Test|ParameterizedTest|Property)\\b.*?void (\\w+)\\(",
			Pattern.DOTALL);

	@Test
	void everyItemHasTestsThatExist() throws IOException {
		String document = Files.readString(ROOT.resolve("docs/sessions.md"));
		Map<String, List<String>> methods = methodsByClass();
		List<String> items = new ArrayList<>();
		List<String> missing = new ArrayList<>();

		Matcher rows = ROW.matcher(document);
		while (rows.find()) {
			items.add(rows.group(1));
			Matcher tests = TEST.matcher(rows.group());
			int found = 0;
			while (tests.find()) {
				found++;
				if (!methods.getOrDefault(tests.group(1), List.of()).contains(tests.group(2))) {
					missing.add(rows.group(1) + ": " + tests.group());
				}
			}
			if (found == 0) {
				missing.add(rows.group(1) + " has no test");
			}
		}

		assertThat(missing).isEmpty();
		assertThat(items).containsExactlyElementsOf(
				Stream.of(numbered("S", 22), numbered("T", 10), numbered("B", 10)).flatMap((all) -> all).toList());
	}

	private static Stream<String> numbered(String letter, int last) {
		return IntStream.rangeClosed(1, last).mapToObj((number) -> letter + number);
	}

	private static Map<String, List<String>> methodsByClass() throws IOException {
		Map<String, List<String>> methods = new HashMap<>();
		for (String module : MODULES) {
			try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
				for (Path file : files.filter((path) -> path.toString().endsWith("Tests.java")).toList()) {
					Matcher matcher = METHOD.matcher(Files.readString(file));
					while (matcher.find()) {
						methods
							.computeIfAbsent(file.getFileName().toString().replace(".java", ""),
									(name) -> new ArrayList<>())
							.add(matcher.group(1));
					}
				}
			}
		}
		return methods;
	}

}
