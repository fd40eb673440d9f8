package io.rserpool.handlespace;

/**
 * How elements are selected where the RFC leaves a choice.
 *
 * @param ludIncrement which degradation counters a selection raises
 */
public record SelectionOptions(LudIncrement ludIncrement) {

	/** As RFC 5356 says. */
	public static final SelectionOptions DEFAULT = new SelectionOptions(LudIncrement.ALL);

}
