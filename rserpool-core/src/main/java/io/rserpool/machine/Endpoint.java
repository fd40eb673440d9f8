package io.rserpool.machine;

import java.net.InetSocketAddress;

import io.rserpool.wire.IpAddress;

/**
 * An address and a port.
 *
 * @param address the address
 * @param port 0 to 65535
 */
public record Endpoint(IpAddress address, int port) {

	/**
	 * Returns the endpoint of a resolved socket address.
	 * @throws IllegalArgumentException if the address is unresolved
	 */
	public static Endpoint of(InetSocketAddress address) {
		if (address.isUnresolved()) {
			throw new IllegalArgumentException("Host '" + address.getHostString() + "' has no known address");
		}
		return new Endpoint(IpAddress.of(address.getAddress()), address.getPort());
	}

	public InetSocketAddress toSocketAddress() {
		return new InetSocketAddress(this.address.toInetAddress(), this.port);
	}

	@Override
	public String toString() {
		String literal = this.address.toString();
		return (literal.indexOf(':') >= 0) ? "[" + literal + "]:" + this.port : literal + ":" + this.port;
	}

}
