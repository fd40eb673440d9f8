package io.rserpool.dashboard.view;

/**
 * A piece of a bar of width 100.
 *
 * @param css its fill
 * @param x where it begins
 * @param width how wide it is
 */
public record Segment(String css, double x, double width) {

}
