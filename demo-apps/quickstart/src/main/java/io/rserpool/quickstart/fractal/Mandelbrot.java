package io.rserpool.quickstart.fractal;

/**
 * Computes bands. The same task gives the same levels in every process.
 */
public final class Mandelbrot {

	private static final double ESCAPE = 256;

	private static final double LN_2 = Math.log(2);

	private Mandelbrot() {
	}

	/** One level for each pixel, row by row: 0 = inside, else 1 to 255. */
	public static byte[] compute(BandTask task) {
		byte[] levels = new byte[task.width() * task.height()];
		double low = Math.log(task.floor());
		double span = Math.log(task.iterations()) - low;
		for (int y = 0; y < task.height(); y++) {
			double im = task.top() - y * task.step();
			for (int x = 0; x < task.width(); x++) {
				double n = escape(task.left() + x * task.step(), im, task.iterations());
				levels[y * task.width() + x] = (n < 0) ? 0 : level((Math.log(n) - low) / span);
			}
		}
		return levels;
	}

	private static byte level(double share) {
		return (byte) (1 + Math.round(254 * Math.min(1, Math.max(0, share))));
	}

	/**
	 * The number of iterations until the point escapes, made continuous.
	 * @return 1 or more, or -1 if it does not
	 */
	static double escape(double re, double im, int iterations) {
		if (insideCardioidOrBulb(re, im)) {
			return -1;
		}
		double x = 0;
		double y = 0;
		for (int i = 0; i < iterations; i++) {
			double xx = x * x;
			double yy = y * y;
			if (xx + yy > ESCAPE) {
				return Math.max(1, i + 1 - Math.log(Math.log(xx + yy) / 2) / LN_2);
			}
			y = 2 * x * y + im;
			x = xx - yy + re;
		}
		return -1;
	}

	private static boolean insideCardioidOrBulb(double re, double im) {
		double shifted = re - 0.25;
		double q = shifted * shifted + im * im;
		return q * (q + shifted) <= 0.25 * im * im || (re + 1) * (re + 1) + im * im <= 0.0625;
	}

}
