package io.rserpool.wire;

/**
 * An IPv4 address.
 *
 * @param bits the four octets, big endian
 */
public record Ipv4Address(int bits) implements IpAddress {

	@Override
	public boolean isLoopback() {
		return (this.bits >>> 24) == 127;
	}

	@Override
	public boolean isLinkLocal() {
		return (this.bits >>> 16) == 0xa9fe;
	}

	@Override
	public boolean isMulticast() {
		return (this.bits >>> 28) == 0xe;
	}

	@Override
	public boolean isUnspecifiedOrBroadcast() {
		return this.bits == 0 || this.bits == -1;
	}

	@Override
	public boolean isSiteLocal() {
		return (this.bits >>> 24) == 10 || (this.bits >>> 20) == 0xac1 || (this.bits >>> 16) == 0xc0a8;
	}

	@Override
	public byte[] toByteArray() {
		return new byte[] { (byte) (this.bits >>> 24), (byte) (this.bits >>> 16), (byte) (this.bits >>> 8),
				(byte) this.bits };
	}

	@Override
	public String toString() {
		return (this.bits >>> 24) + "." + (this.bits >>> 16 & 0xff) + "." + (this.bits >>> 8 & 0xff) + "."
				+ (this.bits & 0xff);
	}

}
