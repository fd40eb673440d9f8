package io.rserpool.quickstart.web;

import org.jspecify.annotations.Nullable;

/**
 * The session of a picture on the page.
 *
 * @param picture the picture's number
 * @param name what it shows
 * @param where its place in words
 * @param session the session's name, or empty when it is over
 * @param css the style sheet's class of its state
 * @param icon the id of the frame's symbol of its state
 * @param word its state
 * @param painter whom it is with, or null
 * @param colour the number of that painter's colour, 0 = nobody's
 * @param done tiles done
 * @param total all tiles
 * @param moves how often it moved
 * @param path the painters that had it, in order
 * @param cookie the newest cookie, or empty
 * @param cookieAge how old it is, or empty
 */
public record SessionRow(long picture, String name, String where, String session, String css, String icon, String word,
		@Nullable String painter, int colour, int done, int total, int moves, String path, String cookie,
		String cookieAge) {

	/** How far it is, 0 to 100. */
	public String percent() {
		return String.valueOf(Math.round(1000.0 * this.done / this.total) / 10.0);
	}

}
