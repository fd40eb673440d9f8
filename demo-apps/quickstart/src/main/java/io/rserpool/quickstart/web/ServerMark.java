package io.rserpool.quickstart.web;

/**
 * An ENRP server's name with its colour.
 *
 * @param name what it is called
 * @param css the class of its colour
 */
public record ServerMark(String name, String css) {

}
