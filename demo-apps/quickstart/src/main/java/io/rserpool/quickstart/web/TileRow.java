package io.rserpool.quickstart.web;

import java.util.List;

/**
 * A row of tiles: what is sent to the page as one piece.
 *
 * @param place of its picture, 0 for the first
 * @param index 0 for the top row
 * @param tiles from left to right
 */
public record TileRow(int place, int index, List<TileMark> tiles) {

	public TileRow {
		tiles = List.copyOf(tiles);
	}

	/** The id of its element in the page. */
	public String id() {
		return "tiles-" + this.place + "-" + this.index;
	}

}
