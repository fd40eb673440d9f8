package io.rserpool.quickstart.fractal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A message of a painter to the user: one band, one level for each pixel, row by row.
 *
 * <pre>
 *  octet 0..3    "band"
 *        4..7    painter
 *        8..15   picture
 *       16..19   tile
 *       20..23   band
 *       24..     levels      width x height octets, 0 = inside, else 1 to 255
 * </pre>
 *
 * @param painter who computed it, 1 or more
 * @param picture the picture's number
 * @param tile the tile's number within the picture
 * @param band the band's number within the tile
 * @param levels not copied
 */
public record PaintedBand(int painter, long picture, int tile, int band, byte[] levels) {

	private static final int KIND = 0x62616e64;

	private static final int HEAD = 24;

	/** The message. */
	public byte[] bytes() {
		return ByteBuffer.allocate(HEAD + this.levels.length)
			.putInt(KIND)
			.putInt(this.painter)
			.putLong(this.picture)
			.putInt(this.tile)
			.putInt(this.band)
			.put(this.levels)
			.array();
	}

	/**
	 * Reads a message.
	 * @throws IOException if this is no band
	 */
	public static PaintedBand read(ByteBuffer message) throws IOException {
		if (message.remaining() <= HEAD || message.getInt() != KIND) {
			throw new IOException("This is no band");
		}
		int painter = message.getInt();
		long picture = message.getLong();
		int tile = message.getInt();
		int band = message.getInt();
		byte[] levels = new byte[message.remaining()];
		message.get(levels);
		return new PaintedBand(painter, picture, tile, band, levels);
	}

}
