package io.rserpool.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be simulated: who there is, and what is done to them when. Its text form is
 * described in {@code docs/simulation.md}.
 *
 * @param settings who there is, each line split into words
 * @param steps what happens, in the order of time
 */
record Scenario(List<Step> settings, List<Step> steps) {

	Scenario {
		settings = List.copyOf(settings);
		steps = List.copyOf(steps);
	}

	/**
	 * Reads the text form.
	 * @throws IllegalArgumentException if a line cannot be understood; says which
	 */
	static Scenario parse(String text) {
		List<Step> settings = new ArrayList<>();
		List<Step> steps = new ArrayList<>();
		int number = 0;
		long last = 0;
		for (String raw : text.split("\n")) {
			number++;
			String line = raw.replaceAll("#.*", "").strip();
			if (line.isEmpty()) {
				continue;
			}
			List<String> words = List.of(line.split("\\s+"));
			if (Character.isDigit(line.charAt(0))) {
				long millis = millis(words.get(0), number);
				if (words.size() < 2 || millis < last) {
					throw new IllegalArgumentException(
							"Line " + number + ": '" + line + "' has no action, or is earlier than the line before");
				}
				last = millis;
				steps.add(new Step(millis, words.get(1), words.subList(2, words.size()), number));
			}
			else {
				settings.add(new Step(0, words.get(0), words.subList(1, words.size()), number));
			}
		}
		return new Scenario(settings, steps);
	}

	private static long millis(String word, int line) {
		try {
			if (word.endsWith("s")) {
				return Math.round(Double.parseDouble(word.substring(0, word.length() - 1)) * 1000);
			}
		}
		catch (NumberFormatException ex) {
			// Told below.
		}
		throw new IllegalArgumentException(
				String.format(Locale.ROOT, "Line %d: '%s' is no time such as 12.5s", line, word));
	}

	/** The time of the last step. */
	long millis() {
		return this.steps.isEmpty() ? 0 : this.steps.get(this.steps.size() - 1).millis();
	}

	@Override
	public String toString() {
		return Stream.concat(this.settings.stream().map(Step::action), this.steps.stream().map(Step::toString))
			.collect(Collectors.joining("\n", "", "\n"));
	}

}
