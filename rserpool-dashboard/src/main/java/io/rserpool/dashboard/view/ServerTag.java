package io.rserpool.dashboard.view;

/**
 * An ENRP server's short name with its identity colour.
 *
 * @param name {@code S1}, {@code S2}, ...
 * @param id its id, {@code 0x71d5e2a8}
 * @param css the class of its colour, {@code s1} to {@code s6}
 * @param self whether it answers for this page
 */
public record ServerTag(String name, String id, String css, boolean self) {

	/** The number in its name. */
	int order() {
		String digits = this.name.replaceAll("\\D+", "");
		return digits.isEmpty() ? Integer.MAX_VALUE
				: Integer.parseUnsignedInt(digits, 0, Math.min(digits.length(), 9), 10);
	}

	/** The class that fills a bar in its colour. */
	public String fill() {
		return "f" + this.css.substring(1);
	}

}
