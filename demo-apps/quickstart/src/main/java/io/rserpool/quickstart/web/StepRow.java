package io.rserpool.quickstart.web;

/**
 * A step of a move on the page.
 *
 * @param name what was done
 * @param detail the facts behind it, or empty
 * @param x where its bar begins, 0 to 1000
 * @param width how long its bar is
 * @param begin since the first step began
 * @param took how long it took
 */
public record StepRow(String name, String detail, long x, long width, String begin, String took) {

}
