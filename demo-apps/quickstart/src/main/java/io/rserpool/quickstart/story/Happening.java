package io.rserpool.quickstart.story;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param time when
 * @param kind what it means
 * @param text what, in a sentence
 * @param detail the facts behind it, or empty
 */
public record Happening(Instant time, Kind kind, String text, String detail) {

}
