package io.rserpool.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IPv4 or IPv6 address without zone or name, kept small because a server holds
 * millions (RFC 5354 sections 3.1 and 3.2).
 */
public sealed interface IpAddress permits Ipv4Address, Ipv6Address {

	boolean isLoopback();

	boolean isLinkLocal();

	boolean isMulticast();

	/** Whether this is 0.0.0.0 or ::, or the IPv4 broadcast address. */
	boolean isUnspecifiedOrBroadcast();

	/** Whether this is a private (RFC 1918, RFC 4193) address. */
	boolean isSiteLocal();

	byte[] toByteArray();

	/**
	 * Returns the address with the given 4 or 16 octets; IPv4-mapped IPv6 becomes IPv4.
	 * @throws IllegalArgumentException for any other number of octets
	 */
	static IpAddress of(byte[] octets) {
		ByteBuffer buffer = ByteBuffer.wrap(octets);
		return switch (octets.length) {
			case 4 -> new Ipv4Address(buffer.getInt());
			case 16 -> Ipv6Address.orMapped(buffer.getLong(), buffer.getLong());
			default -> throw new IllegalArgumentException("An IP address has 4 or 16 octets, not " + octets.length);
		};
	}

	static IpAddress of(InetAddress address) {
		return of(address.getAddress());
	}

	/**
	 * Reads a literal address; never asks DNS.
	 * @throws IllegalArgumentException if the text is no literal address
	 */
	static IpAddress parse(String literal) {
		boolean plausible = literal.matches("[0-9.]+") || literal.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
		if (!plausible) {
			throw new IllegalArgumentException("'" + literal + "' is no IP address");
		}
		try {
			return of(InetAddress.getByName(literal));
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("'" + literal + "' is no IP address", ex);
		}
	}

	default InetAddress toInetAddress() {
		try {
			return InetAddress.getByAddress(toByteArray());
		}
		catch (UnknownHostException ex) {
			throw new AssertionError("4 or 16 octets are an address", ex);
		}
	}

	/** Whether the given JDK address is of a family that has a wire form. */
	static boolean isSupported(InetAddress address) {
		return address instanceof Inet4Address || address instanceof Inet6Address;
	}

}
