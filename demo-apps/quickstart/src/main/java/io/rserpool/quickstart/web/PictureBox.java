package io.rserpool.quickstart.web;

import java.util.List;

/**
 * A picture on the page.
 *
 * @param place its place on the wall, 0 for the first
 * @param number the picture's number
 * @param name what it shows
 * @param x left edge on the wall
 * @param y top edge on the wall
 * @param done tiles done
 * @param total all tiles
 * @param rows rows of tiles
 */
public record PictureBox(int place, long number, String name, int x, int y, int done, int total, List<TileRow> rows) {

	public PictureBox {
		rows = List.copyOf(rows);
	}

}
