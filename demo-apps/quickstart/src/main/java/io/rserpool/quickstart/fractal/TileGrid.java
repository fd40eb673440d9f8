package io.rserpool.quickstart.fractal;

/**
 * How a picture is cut: into tiles, and each tile into bands. A band is what one request
 * asks for.
 *
 * @param columns tiles beside each other
 * @param rows tiles below each other
 * @param tileSize width and height of a tile in pixels
 * @param bandRows pixel rows of a band; divides the tile's size
 */
public record TileGrid(int columns, int rows, int tileSize, int bandRows) {

	/** The grid of the demo: 96 tiles of 17 bands. */
	public static final TileGrid DEFAULT = new TileGrid(12, 8, 68, 4);

	public TileGrid {
		if (columns < 1 || rows < 1 || tileSize < 1 || bandRows < 1) {
			throw new IllegalArgumentException("A grid has at least one tile of one band");
		}
		if (tileSize % bandRows != 0) {
			throw new IllegalArgumentException(
					"Bands of " + bandRows + " rows do not fill a tile of " + tileSize + " rows");
		}
	}

	public int tiles() {
		return this.columns * this.rows;
	}

	public int bandsPerTile() {
		return this.tileSize / this.bandRows;
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
