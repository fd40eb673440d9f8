package io.rserpool.quickstart.web;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.quickstart.fractal.Palette;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.picture.PictureView;
import io.rserpool.quickstart.picture.TileState;
import io.rserpool.quickstart.picture.TileView;

/**
 * Hangs pictures on a wall, two beside each other.
 */
final class WallBoxes {

	private static final int GAP = 8;

	private WallBoxes() {
	}

	/**
	 * A wall.
	 * @param pictures of the same grid, at least one
	 * @param base the application's context path
	 */
	static WallBox of(List<PictureView> pictures, String title, String base) {
		TileGrid grid = pictures.get(0).grid();
		int columns = columns(pictures.size());
		int rows = (pictures.size() + columns - 1) / columns;
		List<PictureBox> boxes = new ArrayList<>();
		for (int place = 0; place < pictures.size(); place++) {
			boxes.add(picture(place, pictures.get(place), (place % columns) * (grid.width() + GAP),
					(place / columns) * (grid.height() + GAP), base));
		}
		return new WallBox(title, columns * (grid.width() + GAP) - GAP, rows * (grid.height() + GAP) - GAP,
				grid.tileSize(), lines(grid), boxes);
	}

	private static int columns(int pictures) {
		return Math.min(2, pictures);
	}

	/** Where a picture hangs, in words. */
	static String where(int place, int pictures) {
		int rows = (pictures + columns(pictures) - 1) / columns(pictures);
		if (pictures == 1) {
			return "";
		}
		String side = (place % 2 == 0) ? "left" : "right";
		int row = place / 2;
		if (rows == 1) {
			return side;
		}
		return ((row == 0) ? "top " : (row == rows - 1) ? "bottom " : "row " + (row + 1) + " ") + side;
	}

	private static PictureBox picture(int place, PictureView picture, int x, int y, String base) {
		TileGrid grid = picture.grid();
		List<TileRow> rows = new ArrayList<>();
		for (int row = 0; row < grid.rows(); row++) {
			List<TileMark> marks = new ArrayList<>();
			for (int column = 0; column < grid.columns(); column++) {
				marks.add(mark(picture, picture.tiles().get(row * grid.columns() + column), x, y, base));
			}
			rows.add(new TileRow(place, row, marks));
		}
		return new PictureBox(place, picture.number(), picture.scene().name(), x, y, picture.done(), grid.tiles(),
				rows);
	}

	private static TileMark mark(PictureView picture, TileView tile, int x, int y, String base) {
		TileGrid grid = picture.grid();
		boolean done = tile.state() == TileState.DONE;
		String state = done ? "done" : (tile.state() == TileState.IN_WORK) ? "now" : "waiting";
		return new TileMark(tile.tile(), x + grid.left(tile.tile()), y + grid.top(tile.tile()),
				(tile.painter() != 0) ? Palette.index(tile.painter()) : 0, tile.painter() + (tile.moved() ? " ↻" : ""),
				state, done ? base + "/demo/pictures/" + picture.number() + "/" + tile.tile() + ".png" : "");
	}

	private static String lines(TileGrid grid) {
		StringBuilder path = new StringBuilder();
		for (int column = 1; column < grid.columns(); column++) {
			path.append("M").append(column * grid.tileSize()).append(" 0V").append(grid.height());
		}
		for (int row = 1; row < grid.rows(); row++) {
			path.append("M0 ").append(row * grid.tileSize()).append("H").append(grid.width());
		}
		return path.toString();
	}

}
