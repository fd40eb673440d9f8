package io.rserpool.quickstart.web;

/**
 * Whether one server knows the elements of another one as that one does.
 *
 * @param css the style sheet's class
 * @param icon the id of the frame's symbol, or empty
 * @param word the state
 * @param detail the checksum, or empty
 * @param self whether it is the same server: then it says what it owns
 */
public record AuditCell(String css, String icon, String word, String detail, boolean self) {

}
