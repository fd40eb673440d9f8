package io.rserpool.quickstart.fractal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The answer to a {@link BandRequest}: one level for each pixel, row by row.
 *
 * <pre>
 *  octet 0..3    length of the rest
 *        4..11   picture     as asked
 *       12..15   tile        as asked
 *       16..19   band        as asked
 *       20..     levels      width x height octets, 0 = inside, else 1 to 255
 * </pre>
 *
 * @param picture the picture's number
 * @param tile the tile's number within the picture
 * @param band the band's number within the tile
 * @param levels not copied
 */
public record BandReply(long picture, int tile, int band, byte[] levels) {

	private static final int HEAD = 16;

	private static final int MOST_LEVELS = 1024 * 1024;

	/** Writes the reply; does not flush. */
	public void write(DataOutputStream out) throws IOException {
		out.writeInt(HEAD + this.levels.length);
		out.writeLong(this.picture);
		out.writeInt(this.tile);
		out.writeInt(this.band);
		out.write(this.levels);
	}

	/**
	 * Reads a reply.
	 * @throws java.io.EOFException if the stream ends
	 * @throws IOException if this is no reply
	 */
	public static BandReply read(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < HEAD || length > HEAD + MOST_LEVELS) {
			throw new IOException("A reply has " + HEAD + " to " + (HEAD + MOST_LEVELS) + " octets, not " + length);
		}
		long picture = in.readLong();
		int tile = in.readInt();
		int band = in.readInt();
		byte[] levels = new byte[length - HEAD];
		in.readFully(levels);
		return new BandReply(picture, tile, band, levels);
	}

	/** Whether this is what the request asked for. */
	public boolean answers(BandRequest request) {
		return this.picture == request.picture() && this.tile == request.tile() && this.band == request.band()
				&& this.levels.length == request.width() * request.height();
	}

}
