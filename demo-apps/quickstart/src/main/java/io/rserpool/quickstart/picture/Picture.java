package io.rserpool.quickstart.picture;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.fractal.BandTask;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.PictureOrder;
import io.rserpool.quickstart.fractal.Scene;
import io.rserpool.quickstart.fractal.TileGrid;

/**
 * One picture while it is painted: the levels of all bands that are there, and who
 * painted them. Safe for use by many threads.
 */
public final class Picture {

	private final long number;

	private final Scene scene;

	private final TileGrid grid;

	private final Tile[] tiles;

	private final List<Integer> hands = new ArrayList<>();

	private int done;

	public Picture(long number, Scene scene, TileGrid grid) {
		this.number = number;
		this.scene = scene;
		this.grid = grid;
		this.tiles = new Tile[grid.tiles()];
		for (int tile = 0; tile < this.tiles.length; tile++) {
			this.tiles[tile] = new Tile(grid.bandsPerTile());
		}
	}

	public long number() {
		return this.number;
	}

	public Scene scene() {
		return this.scene;
	}

	public TileGrid grid() {
		return this.grid;
	}

	/** What a painter is asked for: all that is not there, in the painters' order. */
	public PictureOrder order() {
		return new PictureOrder(this.number, this.scene, this.grid, firstMissing());
	}

	private synchronized int firstMissing() {
		int there = 0;
		for (int tile : this.grid.fromTheMiddle()) {
			int bands = this.tiles[tile].firstMissing();
			there += bands;
			if (bands < this.grid.bandsPerTile()) {
				break;
			}
		}
		return there;
	}

	/** What there is to compute for a band. */
	public BandTask task(int tile, int band) {
		return this.scene.task(this.grid, tile, band);
	}

	/**
	 * Adds a band. One that is there already is left as it is.
	 * @return what became of it
	 * @throws IllegalArgumentException if it is no band of this picture
	 */
	public synchronized Added add(PaintedBand painted) {
		if (painted.picture() != this.number || painted.tile() < 0 || painted.tile() >= this.tiles.length
				|| painted.band() < 0 || painted.band() >= this.grid.bandsPerTile()
				|| painted.levels().length != this.grid.tileSize() * this.grid.bandRows()) {
			throw new IllegalArgumentException("Painter " + painted.painter() + " sent band " + painted.band()
					+ " of tile " + painted.tile() + ", which picture " + this.number + " does not have");
		}
		Tile tile = this.tiles[painted.tile()];
		if (tile.levels[painted.band()] != null) {
			return Added.TWICE;
		}
		tile.levels[painted.band()] = painted.levels();
		tile.painters[painted.band()] = painted.painter();
		tile.moved |= tile.painter != 0 && tile.painter != painted.painter();
		tile.painter = painted.painter();
		if (this.hands.isEmpty() || this.hands.get(this.hands.size() - 1) != painted.painter()) {
			this.hands.add(painted.painter());
		}
		if (tile.firstMissing() < tile.levels.length) {
			return Added.BAND;
		}
		this.done++;
		return Added.TILE;
	}

	public synchronized boolean isComplete() {
		return this.done == this.tiles.length;
	}

	/** Whether a tile has all its bands. */
	public synchronized boolean isDone(int tile) {
		return this.tiles[tile].state() == TileState.DONE;
	}

	/** Bands that are not there: none once the picture is complete. */
	public synchronized int missingBands() {
		int missing = 0;
		for (Tile tile : this.tiles) {
			missing += tile.levels.length - tile.bandsDone();
		}
		return missing;
	}

	/** Levels of a band as they came, or null if it is not there. */
	public synchronized byte @Nullable [] levels(int tile, int band) {
		byte[] levels = this.tiles[tile].levels[band];
		return (levels != null) ? levels.clone() : null;
	}

	/** Who painted a band, or 0. */
	public synchronized int painter(int tile, int band) {
		return this.tiles[tile].painters[band];
	}

	public synchronized PictureView view() {
		List<TileView> views = new ArrayList<>(this.tiles.length);
		for (int number = 0; number < this.tiles.length; number++) {
			Tile tile = this.tiles[number];
			views.add(new TileView(number, tile.state(), tile.painter, tile.moved, tile.bandsDone()));
		}
		return new PictureView(this.number, this.scene, this.grid, views, this.done, this.hands);
	}

	/**
	 * What became of a band.
	 */
	public enum Added {

		/** It is new. */
		BAND,

		/** It is new, and its tile is done by it. */
		TILE,

		/** It was there already. */
		TWICE

	}

	private static final class Tile {

		private final byte[] @Nullable [] levels;

		private final int[] painters;

		private int painter;

		private boolean moved;

		Tile(int bands) {
			this.levels = new byte[bands][];
			this.painters = new int[bands];
		}

		TileState state() {
			if (this.painter == 0) {
				return TileState.WAITING;
			}
			return (firstMissing() < this.levels.length) ? TileState.IN_WORK : TileState.DONE;
		}

		int firstMissing() {
			int band = 0;
			while (band < this.levels.length && this.levels[band] != null) {
				band++;
			}
			return band;
		}

		int bandsDone() {
			int there = 0;
			for (byte[] band : this.levels) {
				if (band != null) {
					there++;
				}
			}
			return there;
		}

	}

}
