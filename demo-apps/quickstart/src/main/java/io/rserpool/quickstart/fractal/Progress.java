package io.rserpool.quickstart.fractal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How far a picture is: the state that a painter leaves with the user as a cookie, so
 * that the next painter goes on where it stopped. All paint the tiles in the same order,
 * so two numbers say it all.
 *
 * <pre>
 *  octet 0..3    "prog"
 *        4..11   picture
 *       12..15   tiles that are done
 *       16..19   bands of the next tile that are done
 * </pre>
 *
 * @param picture the picture's number
 * @param tiles tiles that are done, in the order of {@link TileGrid#fromTheMiddle()}
 * @param bands bands of the next tile that are done, from its top
 */
public record Progress(long picture, int tiles, int bands) {

	private static final int KIND = 0x70726f67;

	/** Octets of a cookie. */
	public static final int LENGTH = 20;

	public Progress {
		if (tiles < 0 || bands < 0) {
			throw new IllegalArgumentException("Progress of " + tiles + " tiles and " + bands + " bands is none");
		}
	}

	/**
	 * So many bands are done.
	 * @param bands 0 to all bands of the picture
	 */
	public static Progress of(long picture, TileGrid grid, int bands) {
		return new Progress(picture, bands / grid.bandsPerTile(), bands % grid.bandsPerTile());
	}

	/** The cookie. */
	public byte[] bytes() {
		return ByteBuffer.allocate(LENGTH)
			.putInt(KIND)
			.putLong(this.picture)
			.putInt(this.tiles)
			.putInt(this.bands)
			.array();
	}

	/**
	 * Reads a cookie.
	 * @throws IOException if this is no progress
	 */
	public static Progress read(byte[] cookie) throws IOException {
		ByteBuffer in = ByteBuffer.wrap(cookie);
		if (cookie.length != LENGTH || in.getInt() != KIND) {
			throw new IOException("This cookie of " + cookie.length + " octets tells no progress");
		}
		try {
			return new Progress(in.getLong(), in.getInt(), in.getInt());
		}
		catch (IllegalArgumentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	/** All bands that are done. */
	public int bandsDone(TileGrid grid) {
		return this.tiles * grid.bandsPerTile() + this.bands;
	}

	/** One more band is done. */
	public Progress next(TileGrid grid) {
		return (this.bands + 1 < grid.bandsPerTile()) ? new Progress(this.picture, this.tiles, this.bands + 1)
				: new Progress(this.picture, this.tiles + 1, 0);
	}

	public boolean isComplete(TileGrid grid) {
		return this.tiles >= grid.tiles();
	}

}
