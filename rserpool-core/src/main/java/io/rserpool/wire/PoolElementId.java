package io.rserpool.wire;

/**
 * A pool element identifier: 32 random bits, unique in its pool, never 0 on a registered
 * element (RFC 5354 section 3.14).
 *
 * @param value the identifier, unsigned
 */
public record PoolElementId(int value) implements Comparable<PoolElementId> {

	@Override
	public int compareTo(PoolElementId other) {
		return Integer.compareUnsigned(this.value, other.value);
	}

	@Override
	public String toString() {
		return String.format("0x%08x", this.value);
	}

}
