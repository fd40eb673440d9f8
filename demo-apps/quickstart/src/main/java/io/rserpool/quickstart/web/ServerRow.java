package io.rserpool.quickstart.web;

/**
 * An ENRP server on the page.
 *
 * @param number the server's number
 * @param mark its name and colour
 * @param id its server id, or empty while it is not known
 * @param css the style sheet's class of its state
 * @param icon the id of the frame's symbol of its state
 * @param word its state
 * @param detail what it does
 * @param running whether its process runs
 * @param self whether it runs in the process of the page
 */
public record ServerRow(int number, ServerMark mark, String id, String css, String icon, String word, String detail,
		boolean running, boolean self) {

}
