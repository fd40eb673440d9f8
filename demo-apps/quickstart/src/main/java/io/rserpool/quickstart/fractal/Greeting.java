package io.rserpool.quickstart.fractal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The first words of a painter on a new connection: who it is.
 *
 * <pre>
 *  octet 0..3    "tile"
 *        4..7    painter
 *        8..15   process id
 * </pre>
 *
 * @param painter the painter's number, 1 or more
 * @param pid its process id
 */
public record Greeting(int painter, long pid) {

	private static final int MAGIC = 0x74696c65;

	/** Writes the greeting; does not flush. */
	public void write(DataOutputStream out) throws IOException {
		out.writeInt(MAGIC);
		out.writeInt(this.painter);
		out.writeLong(this.pid);
	}

	/**
	 * Reads a greeting.
	 * @throws IOException if somebody else answers there
	 */
	public static Greeting read(DataInputStream in) throws IOException {
		int magic = in.readInt();
		if (magic != MAGIC) {
			throw new IOException("No painter answers there: it began with 0x" + Integer.toHexString(magic));
		}
		return new Greeting(in.readInt(), in.readLong());
	}

}
