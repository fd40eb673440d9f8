package io.rserpool.quickstart.fractal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The one request of a session: paint this picture. It says everything that is needed;
 * how far the picture is says the {@link Progress} that travels beside it.
 *
 * <pre>
 *  octet 0..3    "pict"
 *        4..11   picture
 *       12..35   middle of the scene and its width           3 x IEEE 754
 *       36..43   floor, iterations
 *       44..59   columns, rows, tile size, rows of a band
 *       60..63   first
 *       64..     name of the scene, as DataOutput writes it
 * </pre>
 *
 * @param picture the picture's number
 * @param scene what it shows
 * @param grid how it is cut
 * @param first bands that are there already, 0 unless an earlier session ended
 */
public record PictureOrder(long picture, Scene scene, TileGrid grid, int first) {

	private static final int KIND = 0x70696374;

	/** The request. */
	public byte[] bytes() {
		ByteArrayOutputStream octets = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(octets)) {
			out.writeInt(KIND);
			out.writeLong(this.picture);
			out.writeDouble(this.scene.centreX());
			out.writeDouble(this.scene.centreY());
			out.writeDouble(this.scene.width());
			out.writeInt(this.scene.floor());
			out.writeInt(this.scene.iterations());
			out.writeInt(this.grid.columns());
			out.writeInt(this.grid.rows());
			out.writeInt(this.grid.tileSize());
			out.writeInt(this.grid.bandRows());
			out.writeInt(this.first);
			out.writeUTF(this.scene.name());
		}
		catch (IOException ex) {
			throw new IllegalStateException("Writing to memory failed", ex);
		}
		return octets.toByteArray();
	}

	/**
	 * Reads a request.
	 * @throws IOException if this is no order, or one that no painter takes
	 */
	public static PictureOrder read(byte[] request) throws IOException {
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(request));
		if (in.readInt() != KIND) {
			throw new IOException("This is no order of a picture");
		}
		try {
			long picture = in.readLong();
			double centreX = in.readDouble();
			double centreY = in.readDouble();
			double width = in.readDouble();
			int floor = in.readInt();
			int iterations = in.readInt();
			TileGrid grid = new TileGrid(in.readInt(), in.readInt(), in.readInt(), in.readInt());
			int first = in.readInt();
			Scene scene = new Scene(in.readUTF(), centreX, centreY, width, floor, iterations);
			return new PictureOrder(picture, scene, grid, first);
		}
		catch (IllegalArgumentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	/** What there is to compute for a band. */
	public BandTask task(int tile, int band) {
		return this.scene.task(this.grid, tile, band);
	}

}
