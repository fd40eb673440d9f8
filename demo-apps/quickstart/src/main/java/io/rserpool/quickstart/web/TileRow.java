package io.rserpool.quickstart.web;

import java.util.List;

/**
 * A row of tiles: what is sent to the page as one piece.
 *
 * @param index 0 for the top row
 * @param tiles from left to right
 */
public record TileRow(int index, List<TileMark> tiles) {

	public TileRow {
		tiles = List.copyOf(tiles);
	}

	/** The id of its element in the page. */
	public String id() {
		return "tiles-" + this.index;
	}

}
