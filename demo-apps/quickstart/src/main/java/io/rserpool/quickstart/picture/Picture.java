package io.rserpool.quickstart.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.fractal.BandReply;
import io.rserpool.quickstart.fractal.BandRequest;
import io.rserpool.quickstart.fractal.Scene;
import io.rserpool.quickstart.fractal.TileGrid;

/**
 * One picture while it is painted: which tiles wait, who works on which, and the levels
 * of all bands that are there. A band that is there is never asked for again. Safe for
 * use by many threads.
 */
public final class Picture {

	private final long number;

	private final Scene scene;

	private final TileGrid grid;

	private final Deque<Integer> waiting;

	private final Tile[] tiles;

	private int done;

	public Picture(long number, Scene scene, TileGrid grid) {
		this.number = number;
		this.scene = scene;
		this.grid = grid;
		this.waiting = new ArrayDeque<>(fromTheMiddle(grid));
		this.tiles = new Tile[grid.tiles()];
		for (int tile = 0; tile < this.tiles.length; tile++) {
			this.tiles[tile] = new Tile(grid.bandsPerTile());
		}
	}

	private static List<Integer> fromTheMiddle(TileGrid grid) {
		return IntStream.range(0, grid.tiles()).boxed().sorted(Comparator.comparingDouble((tile) -> {
			double x = tile % grid.columns() - (grid.columns() - 1) / 2.0;
			double y = (tile / grid.columns()) - (grid.rows() - 1) / 2.0;
			return Math.hypot(x, y);
		})).toList();
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

	/**
	 * Takes a tile that nobody works on. The taker gives it back by {@link #putBack(int)}
	 * unless it finishes it.
	 */
	public synchronized OptionalInt take() {
		Integer tile = this.waiting.pollFirst();
		if (tile == null) {
			return OptionalInt.empty();
		}
		this.tiles[tile].state = TileState.IN_WORK;
		return OptionalInt.of(tile);
	}

	/** Lets others take a tile that is not done. Its bands stay. */
	public synchronized void putBack(int tile) {
		if (this.tiles[tile].state == TileState.IN_WORK) {
			this.tiles[tile].state = TileState.WAITING;
			this.waiting.addFirst(tile);
		}
	}

	/** The number of the first band that is missing, or that of bands if none is. */
	public synchronized int nextBand(int tile) {
		return this.tiles[tile].firstMissing();
	}

	/** The request for a band. */
	public BandRequest request(int tile, int band) {
		return this.scene.request(this.grid, this.number, tile, band);
	}

	/** Says who is asked for a tile's bands now. */
	public synchronized void assign(int tile, int painter) {
		Tile current = this.tiles[tile];
		if (current.painter != 0 && current.painter != painter) {
			current.moved = true;
		}
		current.painter = painter;
	}

	/**
	 * Adds a band. One that is there already is left as it is.
	 * @return whether the tile is done by it
	 */
	public synchronized boolean add(BandReply reply, int painter) {
		Tile tile = this.tiles[reply.tile()];
		if (tile.levels[reply.band()] != null) {
			return false;
		}
		tile.levels[reply.band()] = reply.levels();
		tile.painters[reply.band()] = painter;
		if (tile.firstMissing() < tile.levels.length) {
			return false;
		}
		tile.state = TileState.DONE;
		this.done++;
		return true;
	}

	public synchronized boolean isComplete() {
		return this.done == this.tiles.length;
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
			views.add(new TileView(number, tile.state, tile.painter, tile.moved, tile.bandsDone()));
		}
		return new PictureView(this.number, this.scene, this.grid, views, this.done);
	}

	private static final class Tile {

		private final byte[] @Nullable [] levels;

		private final int[] painters;

		private TileState state = TileState.WAITING;

		private int painter;

		private boolean moved;

		Tile(int bands) {
			this.levels = new byte[bands][];
			this.painters = new int[bands];
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
