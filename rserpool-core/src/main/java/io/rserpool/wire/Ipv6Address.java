package io.rserpool.wire;

/**
 * An IPv6 address without zone.
 *
 * @param high the first eight octets, big endian
 * @param low the last eight octets, big endian
 */
public record Ipv6Address(long high, long low) implements IpAddress {

	/** Returns the address, as IPv4 if it is IPv4-mapped ({@code ::ffff:a.b.c.d}). */
	public static IpAddress orMapped(long high, long low) {
		boolean mapped = high == 0 && (low >>> 32) == 0xffff;
		return mapped ? new Ipv4Address((int) low) : new Ipv6Address(high, low);
	}

	@Override
	public boolean isLoopback() {
		return this.high == 0 && this.low == 1;
	}

	@Override
	public boolean isLinkLocal() {
		return (this.high >>> 54) == 0x3fa;
	}

	@Override
	public boolean isMulticast() {
		return (this.high >>> 56) == 0xff;
	}

	@Override
	public boolean isUnspecifiedOrBroadcast() {
		return this.high == 0 && this.low == 0;
	}

	@Override
	public boolean isSiteLocal() {
		return (this.high >>> 57) == 0x7e;
	}

	@Override
	public byte[] toByteArray() {
		return java.nio.ByteBuffer.allocate(16).putLong(this.high).putLong(this.low).array();
	}

	@Override
	public String toString() {
		return toInetAddress().getHostAddress();
	}

}
