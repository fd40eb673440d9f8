package io.rserpool.wire;

/**
 * An ENRP server identifier: 32 random bits, new at every start (RFC 5353 section 2.1).
 *
 * @param value the identifier, unsigned; 0 is {@link #NONE}
 */
public record ServerId(int value) implements Comparable<ServerId> {

	/** No server, any server, or not determined yet: 0 on the wire. */
	public static final ServerId NONE = new ServerId(0);

	public static ServerId of(int value) {
		return (value != 0) ? new ServerId(value) : NONE;
	}

	public boolean isNone() {
		return this.value == 0;
	}

	@Override
	public int compareTo(ServerId other) {
		return Integer.compareUnsigned(this.value, other.value);
	}

	@Override
	public String toString() {
		return String.format("0x%08x", this.value);
	}

}
