package io.rserpool.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.rserpool.wire.IpAddress;

/**
 * Which of this host's addresses to register.
 */
final class LocalAddresses {

	private LocalAddresses() {
	}

	/**
	 * Returns the address by which this host reaches the first of the given servers: the
	 * one that the server sees, and so the one that passes its address check. A server on
	 * loopback gives a loopback address.
	 */
	static InetAddress towards(List<InetSocketAddress> servers) {
		for (InetSocketAddress server : servers) {
			if (!server.isUnresolved()) {
				// Connecting a datagram socket asks the routing table and sends nothing.
				try (DatagramChannel channel = DatagramChannel.open()) {
					channel.connect(server);
					InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
					if (!local.isAnyLocalAddress()) {
						return withoutZone(local);
					}
				}
				catch (IOException ex) {
					// No route: the next server, or the host's own addresses, decide.
					continue;
				}
			}
		}
		return ofHost();
	}

	/** A site or global address of this host, IPv4 first; without any, loopback. */
	static InetAddress ofHost() {
		try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
			return interfaces.filter(LocalAddresses::isUp)
				.flatMap(NetworkInterface::inetAddresses)
				.filter((address) -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()
						&& !address.isAnyLocalAddress())
				.min(Comparator.comparingInt((address) -> address.getAddress().length))
				.map(LocalAddresses::withoutZone)
				.orElseGet(InetAddress::getLoopbackAddress);
		}
		catch (SocketException ex) {
			return InetAddress.getLoopbackAddress();
		}
	}

	static boolean isLocal(InetAddress address) {
		try {
			return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static boolean isUp(NetworkInterface candidate) {
		try {
			return candidate.isUp() && !candidate.isLoopback() && !candidate.isPointToPoint();
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static InetAddress withoutZone(InetAddress address) {
		return IpAddress.of(address).toInetAddress();
	}

}
