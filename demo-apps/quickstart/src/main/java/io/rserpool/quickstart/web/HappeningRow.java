package io.rserpool.quickstart.web;

import java.time.Instant;

/**
 * A happening on the page.
 *
 * @param time when
 * @param ago how long ago
 * @param css the style sheet's class
 * @param icon the id of the frame's symbol
 * @param text what, in a sentence
 * @param detail the facts behind it, or empty
 */
public record HappeningRow(Instant time, String ago, String css, String icon, String text, String detail) {

}
