package io.rserpool.wire;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable octet string with value equality: cookies, opaque transports, cause
 * information, unknown parameters.
 */
public final class Octets {

	/** The empty octet string. */
	public static final Octets EMPTY = new Octets(new byte[0]);

	private final byte[] bytes;

	private Octets(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Copies the given bytes.
	 */
	public static Octets of(byte... bytes) {
		return (bytes.length != 0) ? new Octets(bytes.clone()) : EMPTY;
	}

	/** Takes the array without a copy: the caller gives it away. */
	static Octets adopt(byte[] bytes) {
		return (bytes.length != 0) ? new Octets(bytes) : EMPTY;
	}

	public static Octets ofHex(String hex) {
		return adopt(HexFormat.of().parseHex(hex));
	}

	public int length() {
		return this.bytes.length;
	}

	/**
	 * Returns a copy of the bytes.
	 */
	public byte[] toByteArray() {
		return this.bytes.clone();
	}

	/** The bytes themselves, for the codecs of this package: never to be written to. */
	byte[] array() {
		return this.bytes;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Octets octets && Arrays.equals(this.bytes, octets.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return HexFormat.of().formatHex(this.bytes);
	}

}
