package io.rserpool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/conformance.md} equal to what the tests claim. Run with
 * {@code -Dconformance.write=true} to write it anew.
 */
class ConformanceTableTests {

	private static final Path DOCS = Path.of("..", "docs");

	@Test
	void tableSaysWhatTheTestsShow() throws IOException {
		Map<String, Set<String>> tests = testsByRow();
		List<Row> rows = rows();
		String table = table(rows, tests);
		Path file = DOCS.resolve("conformance.md");
		if (Boolean.getBoolean("conformance.write")) {
			Files.writeString(file, table);
		}

		assertThat(rows).extracting(Row::id).containsAll(tests.keySet());
		assertThat(Files.readString(file)).as("docs/conformance.md; write it with -Dconformance.write=true")
			.isEqualTo(table);
	}

	private static Map<String, Set<String>> testsByRow() {
		Map<String, Set<String>> tests = new TreeMap<>();
		for (JavaClass type : new ClassFileImporter().importPath(Path.of("target", "test-classes"))) {
			type.tryGetAnnotationOfType(Conformance.class).ifPresent((rows) -> add(tests, rows, type.getSimpleName()));
			type.getMethods()
				.forEach((method) -> method.tryGetAnnotationOfType(Conformance.class)
					.ifPresent((rows) -> add(tests, rows, type.getSimpleName() + "." + method.getName())));
		}
		return tests;
	}

	private static void add(Map<String, Set<String>> tests, Conformance rows, String test) {
		for (String row : rows.value()) {
			tests.computeIfAbsent(row, (id) -> new TreeSet<>()).add(test);
		}
	}

	private static List<Row> rows() throws IOException {
		List<Row> rows = new ArrayList<>();
		for (String file : List.of("asap.csv", "enrp.csv")) {
			try (Stream<String> lines = Files.lines(DOCS.resolve("conformance").resolve(file))) {
				lines.skip(1).map(ConformanceTableTests::cells).forEach((cells) -> rows.add(Row.of(cells)));
			}
		}
		return rows;
	}

	private static List<String> cells(String line) {
		List<String> cells = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			char c = line.charAt(i);
			if (c == '"') {
				quoted = !quoted;
			}
			else if (c == ',' && !quoted) {
				cells.add(cell.toString());
				cell.setLength(0);
			}
			else {
				cell.append(c);
			}
		}
		cells.add(cell.toString());
		return cells;
	}

	private static String table(List<Row> rows, Map<String, Set<String>> tests) {
		StringBuilder table = new StringBuilder("""
				# Conformance

				One row for each MUST and SHOULD that a test shows so far; all rows are in
				[conformance/](conformance). Written by `ConformanceTableTests`.

				| row | section | level | requirement | test |
				|---|---|---|---|---|
				""");
		long covered = 0;
		for (Row row : rows) {
			Set<String> shown = tests.get(row.id());
			if (shown != null) {
				covered++;
				table.append("| %s | %s | %s | %s | %s |%n".formatted(row.id(), row.section(), row.level(),
						row.requirement().replace("|", "\\|"), "`" + String.join("`, `", shown) + "`"));
			}
		}
		return table.append("%n%d of %d rows are shown by a test.%n".formatted(covered, rows.size())).toString();
	}

	private record Row(String id, String section, String level, String requirement) {

		static Row of(List<String> cells) {
			return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(4));
		}

	}

}
