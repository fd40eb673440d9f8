package io.rserpool.quickstart.web;

import java.util.List;

/**
 * The picture on the page.
 *
 * @param number the picture's number
 * @param name what it shows
 * @param width of the drawing
 * @param height of the drawing
 * @param tileSize of the drawing
 * @param lines the path of the lines between tiles
 * @param done tiles done
 * @param total all tiles
 * @param title how many processes paint it
 * @param rows rows of tiles
 */
public record PictureBox(long number, String name, int width, int height, int tileSize, String lines, int done,
		int total, String title, List<TileRow> rows) {

	public PictureBox {
		rows = List.copyOf(rows);
	}

	/** How far it is, 0 to 100. */
	public String percent() {
		return String.valueOf(Math.round(1000.0 * this.done / this.total) / 10.0);
	}

	/** What the drawing shows, for those who do not see it. */
	public String description() {
		return "Mandelbrot picture, " + this.done + " of " + this.total
				+ " tiles done, coloured by the painter that computed each tile";
	}

}
