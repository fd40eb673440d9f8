package io.rserpool.quickstart.fractal;

/**
 * From levels to colours: each painter has its own, from nearly black through its colour
 * to white.
 */
public final class Palette {

	/** As many painters can be told apart. */
	public static final int SIZE = 6;

	private static final int[] COLOURS = { 0x2c66b8, 0xa5682f, 0x7a3fd6, 0x0f9aa3, 0xc02a66, 0x8f961a };

	private Palette() {
	}

	/**
	 * The colour of a pixel.
	 * @param painter the painter's number, 1 or more
	 * @param level as in {@link PaintedBand}
	 * @return opaque ARGB
	 */
	public static int colour(int painter, byte level) {
		int base = COLOURS[index(painter) - 1];
		int value = level & 0xff;
		if (value == 0) {
			return mix(0x000000, base, 0.07);
		}
		double share = (value - 1) / 254.0;
		return (share < 0.55) ? mix(mix(0x000000, base, 0.55), base, share / 0.55)
				: mix(base, 0xffffff, (share - 0.55) / 0.45);
	}

	/**
	 * The number of the painter's colour, 1 to {@value #SIZE}.
	 * @param painter the painter's number, 1 or more
	 */
	public static int index(int painter) {
		return Math.floorMod(painter - 1, SIZE) + 1;
	}

	private static int mix(int from, int to, double share) {
		int argb = 0xff;
		for (int shift = 16; shift >= 0; shift -= 8) {
			int a = (from >> shift) & 0xff;
			int b = (to >> shift) & 0xff;
			argb = (argb << 8) | (int) Math.round(a + (b - a) * share);
		}
		return argb;
	}

}
