package io.rserpool.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a pool: a string of 1 to 1024 octets without character set, terminator or
 * normalisation. Two handles are equal if they have the same length and the same octets
 * (RFC 5354 section 3.9, [P-6]).
 */
public final class PoolHandle implements Comparable<PoolHandle> {

	/** Most octets that a handle may have [P-6]. */
	public static final int MAX_LENGTH = 1024;

	private static final String HEX_PREFIX = "hex:";

	private final byte[] octets;

	private final int hash;

	private PoolHandle(byte[] octets) {
		if (octets.length == 0 || octets.length > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"A pool handle has 1 to " + MAX_LENGTH + " octets, not " + octets.length);
		}
		this.octets = octets;
		this.hash = Arrays.hashCode(octets);
	}

	/**
	 * Returns the handle with the UTF-8 octets of the given text.
	 */
	public static PoolHandle of(String text) {
		return new PoolHandle(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the handle with a copy of the given octets.
	 */
	public static PoolHandle of(byte[] octets) {
		return new PoolHandle(octets.clone());
	}

	/** Takes the array without a copy: the caller gives it away. */
	static PoolHandle adopt(byte[] octets) {
		return new PoolHandle(octets);
	}

	/**
	 * Reads the form that {@link #toString()} writes: text, or {@code hex:} and pairs of
	 * hexadecimal digits.
	 * @throws IllegalArgumentException if the digits are not hexadecimal or the length is
	 * out of range
	 */
	public static PoolHandle parse(String text) {
		if (text.startsWith(HEX_PREFIX)) {
			try {
				return new PoolHandle(HexFormat.of().parseHex(text, HEX_PREFIX.length(), text.length()));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						"Pool handle '" + text + "': after 'hex:' come 1 to 1024 pairs of hexadecimal digits", ex);
			}
		}
		return of(text);
	}

	public int length() {
		return this.octets.length;
	}

	public byte[] toByteArray() {
		return this.octets.clone();
	}

	/** The octets themselves, for the codecs of this package: never to be written to. */
	byte[] array() {
		return this.octets;
	}

	/**
	 * Returns the plain sum of the handle's 16-bit big-endian words, zero-padded at the
	 * end: its share of the PE checksum (RFC 5353 section 3.6.2).
	 */
	public long wordSum() {
		long sum = 0;
		for (int i = 0; i < this.octets.length; i++) {
			int octet = this.octets[i] & 0xff;
			sum += ((i & 1) == 0) ? octet << 8 : octet;
		}
		return sum;
	}

	/** Order of octets as unsigned numbers, the order of table downloads. */
	@Override
	public int compareTo(PoolHandle other) {
		return Arrays.compareUnsigned(this.octets, other.octets);
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof PoolHandle handle && this.hash == handle.hash
				&& Arrays.equals(this.octets, handle.octets));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	/**
	 * Returns the handle as text if it is printable UTF-8 that {@link #parse(String)}
	 * reads back, else as {@code hex:00ff6b6579}.
	 */
	@Override
	public String toString() {
		String text = printable();
		return (text != null) ? text : HEX_PREFIX + HexFormat.of().formatHex(this.octets);
	}

	private @org.jspecify.annotations.Nullable String printable() {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.octets)).toString();
			boolean printable = !text.startsWith(HEX_PREFIX)
					&& text.codePoints().allMatch((c) -> c == ' ' || isVisible(c));
			return printable ? text : null;
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isVisible(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
