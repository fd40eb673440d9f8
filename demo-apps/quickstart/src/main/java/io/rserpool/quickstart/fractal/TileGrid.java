package io.rserpool.quickstart.fractal;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a picture is cut: into tiles, and each tile into bands. A band is what a painter
 * sends at a time.
 *
 * @param columns tiles beside each other
 * @param rows tiles below each other
 * @param tileSize width and height of a tile in pixels
 * @param bandRows pixel rows of a band; divides the tile's size
 */
public record TileGrid(int columns, int rows, int tileSize, int bandRows) {

	/** The grid of the demo: 24 tiles of 17 bands. */
	public static final TileGrid DEFAULT = new TileGrid(6, 4, 68, 4);

	private static final int MOST = 64;

	public TileGrid {
		if (columns < 1 || columns > MOST || rows < 1 || rows > MOST || tileSize < 1 || bandRows < 1) {
			throw new IllegalArgumentException(
					"A grid has 1 to " + MOST + " columns and rows of at least one band, not " + columns + " x " + rows
							+ " tiles of " + bandRows + " of " + tileSize + " rows");
		}
		if (tileSize % bandRows != 0) {
			throw new IllegalArgumentException(
					"Bands of " + bandRows + " rows do not fill a tile of " + tileSize + " rows");
		}
	}

	/** All tiles in the order in which they are painted. */
	public List<Integer> fromTheMiddle() {
		return IntStream.range(0, tiles()).boxed().sorted(Comparator.comparingDouble((tile) -> {
			double x = tile % this.columns - (this.columns - 1) / 2.0;
			double y = (tile / this.columns) - (this.rows - 1) / 2.0;
			return Math.hypot(x, y);
		})).toList();
	}

	public int tiles() {
		return this.columns * this.rows;
	}

	public int bandsPerTile() {
		return this.tileSize / this.bandRows;
	}

	/** Bands of the whole picture. */
	public int bands() {
		return tiles() * bandsPerTile();
	}

	/** Width of the picture in pixels. */
	public int width() {
		return this.columns * this.tileSize;
	}

	/** Height of the picture in pixels. */
	public int height() {
		return this.rows * this.tileSize;
	}

	/** Pixels from the left edge of the picture to that of the tile. */
	public int left(int tile) {
		return (tile % this.columns) * this.tileSize;
	}

	/** Pixels from the top edge of the picture to that of the tile. */
	public int top(int tile) {
		return (tile / this.columns) * this.tileSize;
	}

}
