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
		Map<String, String> explained = explained();
		String table = table(rows, tests, explained);
		Path file = DOCS.resolve("conformance.md");
		if (Boolean.getBoolean("conformance.write")) {
			Files.writeString(file, table);
		}

		assertThat(rows).extracting(Row::id).containsAll(tests.keySet()).containsAll(explained.keySet());
		assertThat(explained.keySet()).as("rows with a test need no excuse")
			.doesNotContainAnyElementsOf(tests.keySet());
		assertThat(rows).filteredOn((row) -> row.section().startsWith("RFC 5353"))
			.as("rows of RFC 5353 have a test or a reason")
			.allMatch((row) -> tests.containsKey(row.id()) || explained.containsKey(row.id()));
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

	/** Why a row has no test. */
	private static Map<String, String> explained() throws IOException {
		Map<String, String> explained = new TreeMap<>();
		try (Stream<String> lines = Files.lines(DOCS.resolve("conformance").resolve("explained.csv"))) {
			lines.skip(1)
				.map(ConformanceTableTests::cells)
				.forEach((cells) -> explained.put(cells.get(0), cells.get(1)));
		}
		return explained;
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

	private static String table(List<Row> rows, Map<String, Set<String>> tests, Map<String, String> explained) {
		StringBuilder table = new StringBuilder("""
				# Conformance

				One row for each MUST and SHOULD that a test shows so far; all rows are in
				[conformance/](conformance). Rows that cannot have a test, or cannot yet, stand below with
				the reason; each row of RFC 5353 is in one of the two tables. Written by `ConformanceTableTests`.

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
		table.append("%n%d of %d rows are shown by a test.%n".formatted(covered, rows.size()));
		table.append("""

				## Rows without a test, and why

				| row | section | level | requirement | reason |
				|---|---|---|---|---|
				""");
		for (Row row : rows) {
			String why = explained.get(row.id());
			if (why != null) {
				table.append("| %s | %s | %s | %s | %s |%n".formatted(row.id(), row.section(), row.level(),
						row.requirement().replace("|", "\\|"), why.replace("|", "\\|")));
			}
		}
		return table.toString();
	}

	private record Row(String id, String section, String level, String requirement) {

		static Row of(List<String> cells) {
			return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(4));
		}

	}

}
