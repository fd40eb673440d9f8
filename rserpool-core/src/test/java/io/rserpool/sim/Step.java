package io.rserpool.sim;

import java.util.List;
import java.util.Locale;

/**
 * One line of a scenario: at a time, an action, and whom it concerns.
 *
 * @param millis since the beginning
 * @param verb the action
 * @param words whom it concerns, and how
 * @param line its line in the file, from 1, or 0
 */
record Step(long millis, String verb, List<String> words, int line) {

	Step {
		words = List.copyOf(words);
	}

	static Step of(long millis, String text) {
		List<String> words = List.of(text.split(" "));
		return new Step(millis, words.get(0), words.subList(1, words.size()), 0);
	}

	/** The action without its time. */
	String action() {
		return this.words.isEmpty() ? this.verb : this.verb + " " + String.join(" ", this.words);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%ss %s", seconds(), action());
	}

	private String seconds() {
		String seconds = String.format(Locale.ROOT, "%.3f", this.millis / 1000.0);
		return seconds.replaceAll("\\.?0+$", "");
	}

}
