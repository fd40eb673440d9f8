package io.rserpool.quickstart.web;

/**
 * A tile on the page.
 *
 * @param tile its number
 * @param x left edge in the drawing
 * @param y top edge in the drawing
 * @param colour number of its painter's colour, 0 = nobody's yet
 * @param label its painter, with a sign if it was given again
 * @param state {@code waiting}, {@code now} or {@code done}
 * @param image where its picture is, empty unless it is done
 */
public record TileMark(int tile, int x, int y, int colour, String label, String state, String image) {

	public boolean isDone() {
		return "done".equals(this.state);
	}

	public boolean isNow() {
		return "now".equals(this.state);
	}

}
