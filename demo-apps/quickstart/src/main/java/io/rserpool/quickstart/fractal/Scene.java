package io.rserpool.quickstart.fractal;

/**
 * A place of the Mandelbrot set worth a picture.
 *
 * @param name what people call it
 * @param centreX real part of the middle of the picture
 * @param centreY imaginary part of the middle of the picture, upwards
 * @param width how much of the real axis the picture spans
 * @param floor fewest iterations seen there; they get the darkest level
 * @param iterations after so many a point counts as inside
 */
public record Scene(String name, double centreX, double centreY, double width, int floor, int iterations) {

	public Scene {
		if (!(width > 0) || floor < 1 || iterations <= floor) {
			throw new IllegalArgumentException("Scene '" + name + "' has no extent or no levels");
		}
	}

	/**
	 * What there is to compute for one band.
	 * @param tile 0 to tiles - 1, row by row
	 * @param band 0 to bands - 1, from the top of the tile
	 */
	public BandTask task(TileGrid grid, int tile, int band) {
		double step = this.width / grid.width();
		double left = this.centreX + (grid.left(tile) - grid.width() / 2.0) * step;
		double top = this.centreY - (grid.top(tile) + band * grid.bandRows() - grid.height() / 2.0) * step;
		return new BandTask(left, top, step, grid.tileSize(), grid.bandRows(), this.floor, this.iterations);
	}

}
