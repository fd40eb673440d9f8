package io.rserpool.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * One number of the fact strip.
 *
 * @param name what is counted
 * @param value the number
 * @param unit its unit, or null
 * @param meaning one line of meaning
 * @param spark points of its recent past as SVG {@code x,y} pairs in 88 x 24, or null
 */
public record Fact(String name, String value, @Nullable String unit, String meaning, @Nullable String spark) {

	Fact(String name, String value, String meaning) {
		this(name, value, null, meaning, null);
	}

}
