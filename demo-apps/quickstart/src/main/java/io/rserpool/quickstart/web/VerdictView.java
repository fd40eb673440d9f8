package io.rserpool.quickstart.web;

/**
 * How the demo is, in a sentence.
 *
 * @param css the style sheet's class
 * @param icon the id of the frame's symbol
 * @param sentence the verdict
 * @param why the facts behind it
 */
public record VerdictView(String css, String icon, String sentence, String why) {

}
