package io.rserpool.quickstart.picture;

import java.util.List;

import io.rserpool.quickstart.fractal.Scene;
import io.rserpool.quickstart.fractal.TileGrid;

/**
 * A picture at one moment.
 *
 * @param number 1 for the first
 * @param scene what it shows
 * @param grid how it is cut
 * @param tiles all its tiles, row by row
 * @param done tiles with all their bands
 * @param hands its painters, in the order in which they had it
 */
public record PictureView(long number, Scene scene, TileGrid grid, List<TileView> tiles, int done,
		List<Integer> hands) {

	public PictureView {
		tiles = List.copyOf(tiles);
		hands = List.copyOf(hands);
	}

	public boolean isComplete() {
		return this.done == this.grid.tiles();
	}

}
