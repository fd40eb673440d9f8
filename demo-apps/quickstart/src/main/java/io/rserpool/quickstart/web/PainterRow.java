package io.rserpool.quickstart.web;

import org.jspecify.annotations.Nullable;

/**
 * A painter on the page.
 *
 * @param number the painter's number
 * @param colour the number of its colour
 * @param name what it is called
 * @param pid its process
 * @param element its element id
 * @param css the style sheet's class of its state
 * @param icon the id of the frame's symbol of its state
 * @param word its state
 * @param detail what it did
 * @param running whether its process runs
 * @param owner the ENRP server that owns its element, or null if it is not in the pool
 */
public record PainterRow(int number, int colour, String name, long pid, String element, String css, String icon,
		String word, String detail, boolean running, @Nullable ServerMark owner) {

}
