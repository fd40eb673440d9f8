package io.rserpool.quickstart.fractal;

/**
 * What there is to compute for one band of a tile.
 *
 * @param left real part of the left column
 * @param top imaginary part of the top row
 * @param step distance of two pixels, greater than 0
 * @param width pixels in a row, 1 to 1024
 * @param height rows, 1 to 1024
 * @param floor fewest iterations expected, 1 or more
 * @param iterations most iterations, greater than floor, at most 100000
 */
public record BandTask(double left, double top, double step, int width, int height, int floor, int iterations) {

	private static final int MOST_PIXELS = 1024;

	private static final int MOST_ITERATIONS = 100_000;

	public BandTask {
		if (width < 1 || width > MOST_PIXELS || height < 1 || height > MOST_PIXELS) {
			throw new IllegalArgumentException("A band of " + width + " x " + height + " pixels is not computed");
		}
		if (floor < 1 || iterations <= floor || iterations > MOST_ITERATIONS) {
			throw new IllegalArgumentException(
					"Levels from " + floor + " to " + iterations + " iterations are not computed");
		}
		if (!(step > 0) || !Double.isFinite(left) || !Double.isFinite(top) || !Double.isFinite(step)) {
			throw new IllegalArgumentException("A band needs a place");
		}
	}

}
