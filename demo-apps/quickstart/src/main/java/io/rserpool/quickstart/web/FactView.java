package io.rserpool.quickstart.web;

/**
 * A number with its unit and its meaning.
 *
 * @param name what it counts
 * @param value the number
 * @param unit its unit, or empty
 * @param meaning one line
 */
public record FactView(String name, String value, String unit, String meaning) {

}
