package io.rserpool.quickstart.fractal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Asks an element for one band of a tile. It says everything that is needed, so that any
 * element can answer it and no element has to remember anything.
 *
 * <pre>
 *  octet 0..3    length of the rest, always 56
 *        4..11   picture
 *       12..15   tile
 *       16..19   band
 *       20..27   left, the real part of the first pixel     IEEE 754
 *       28..35   top, the imaginary part of the first pixel IEEE 754
 *       36..43   step from pixel to pixel                   IEEE 754
 *       44..47   width in pixels
 *       48..51   height in pixels
 *       52..55   floor
 *       56..59   iterations
 * </pre>
 *
 * @param picture the picture's number
 * @param tile the tile's number within the picture
 * @param band the band's number within the tile
 * @param left real part of the left column
 * @param top imaginary part of the top row
 * @param step distance of two pixels, greater than 0
 * @param width pixels in a row, 1 to 1024
 * @param height rows, 1 to 1024
 * @param floor fewest iterations expected, 1 or more
 * @param iterations most iterations, greater than floor, at most 100000
 */
public record BandRequest(long picture, int tile, int band, double left, double top, double step, int width, int height,
		int floor, int iterations) {

	static final int LENGTH = 56;

	private static final int MOST_PIXELS = 1024;

	private static final int MOST_ITERATIONS = 100_000;

	public BandRequest {
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

	/** Writes the request; does not flush. */
	public void write(DataOutputStream out) throws IOException {
		out.writeInt(LENGTH);
		out.writeLong(this.picture);
		out.writeInt(this.tile);
		out.writeInt(this.band);
		out.writeDouble(this.left);
		out.writeDouble(this.top);
		out.writeDouble(this.step);
		out.writeInt(this.width);
		out.writeInt(this.height);
		out.writeInt(this.floor);
		out.writeInt(this.iterations);
	}

	/**
	 * Reads a request.
	 * @throws java.io.EOFException if the stream ends
	 * @throws IOException if this is no request
	 */
	public static BandRequest read(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length != LENGTH) {
			throw new IOException("A request has " + LENGTH + " octets, not " + length);
		}
		try {
			return new BandRequest(in.readLong(), in.readInt(), in.readInt(), in.readDouble(), in.readDouble(),
					in.readDouble(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
		}
		catch (IllegalArgumentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

}
