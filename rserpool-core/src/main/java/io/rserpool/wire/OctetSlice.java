package io.rserpool.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A part of a byte array, not copied: user data on its way between network and
 * application. Whoever makes one gives the bytes away and does not change them any more.
 *
 * @param array the bytes
 * @param offset where the part begins
 * @param length octets, 0 or more
 */
public record OctetSlice(byte[] array, int offset, int length) {

	/** No octets. */
	public static final OctetSlice EMPTY = new OctetSlice(new byte[0], 0, 0);

	public OctetSlice {
		Objects.checkFromIndexSize(offset, length, array.length);
	}

	/** A whole array. */
	public static OctetSlice of(byte[] array) {
		return (array.length != 0) ? new OctetSlice(array, 0, array.length) : EMPTY;
	}

	/** The part from the given octet to the end. */
	public OctetSlice from(int index) {
		return slice(index, this.length - index);
	}

	/** A part of this part. */
	public OctetSlice slice(int index, int octets) {
		Objects.checkFromIndexSize(index, octets, this.length);
		return new OctetSlice(this.array, this.offset + index, octets);
	}

	/** A view for reading. */
	public ByteBuffer asByteBuffer() {
		return ByteBuffer.wrap(this.array, this.offset, this.length).slice().asReadOnlyBuffer();
	}

	/** The octets as an array of their own, or the array itself if it is the whole. */
	public byte[] toByteArray() {
		return (this.offset == 0 && this.length == this.array.length) ? this.array
				: Arrays.copyOfRange(this.array, this.offset, this.offset + this.length);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof OctetSlice slice && Arrays.equals(this.array, this.offset, this.offset + this.length,
				slice.array, slice.offset, slice.offset + slice.length);
	}

	@Override
	public int hashCode() {
		return asByteBuffer().hashCode();
	}

	@Override
	public String toString() {
		return this.length + " octets";
	}

}
