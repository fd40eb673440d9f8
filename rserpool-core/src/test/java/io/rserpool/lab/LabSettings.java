package io.rserpool.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * What a process of a {@link Lab} is told at its start. Addresses are
 * {@code 192.0.2.1:3863}.
 *
 * @param name the process
 * @param listen its own addresses: of a server ENRP and ASAP; of elements ASAP, and one
 * for each element
 * @param servers of a server the ENRP addresses of all; of others the ASAP addresses of
 * all
 * @param pools handles of the pools; of elements one for each
 */
record LabSettings(String name, List<String> listen, List<String> servers, List<String> pools) {

	InetSocketAddress listenAddress(int index) {
		return address(this.listen.get(index));
	}

	List<InetSocketAddress> serverAddresses() {
		return this.servers.stream().map(LabSettings::address).toList();
	}

	static String text(InetSocketAddress address) {
		return address.getAddress().getHostAddress() + ":" + address.getPort();
	}

	private static InetSocketAddress address(String text) {
		int colon = text.lastIndexOf(':');
		try {
			return new InetSocketAddress(InetAddress.getByName(text.substring(0, colon)),
					Integer.parseInt(text.substring(colon + 1)));
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("'" + text + "' is no address", ex);
		}
	}

}
