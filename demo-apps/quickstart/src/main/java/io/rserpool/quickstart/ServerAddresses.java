package io.rserpool.quickstart;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.rserpool.EnrpServer;
import io.rserpool.quickstart.process.FreePorts;
import io.rserpool.quickstart.process.ServerAddress;
import io.rserpool.quickstart.process.Servers;

/**
 * The ports of all ENRP servers: those of this process as they are, those beside it above
 * the configured ones, or any that are free. They stay when a server is started again.
 */
final class ServerAddresses {

	private final Supplier<EnrpServer> self;

	private final int asapPort;

	private final int enrpPort;

	private final int count;

	private final FreePorts ports;

	private final SortedMap<Integer, ServerAddress> addresses = new TreeMap<>();

	/**
	 * Addresses.
	 * @param asapPort the configured port of this process's server, 0 = any
	 * @param enrpPort its configured port for other servers, 0 = any
	 * @param count all servers
	 */
	ServerAddresses(Supplier<EnrpServer> self, int asapPort, int enrpPort, int count, FreePorts ports) {
		this.self = self;
		this.asapPort = asapPort;
		this.enrpPort = enrpPort;
		this.count = count;
		this.ports = ports;
	}

	/** The ports of a server. */
	synchronized ServerAddress of(int number) {
		return this.addresses.computeIfAbsent(number, this::choose);
	}

	private ServerAddress choose(int number) {
		if (number == Servers.SELF) {
			EnrpServer server = this.self.get();
			InetSocketAddress enrp = server.enrpAddress();
			return new ServerAddress(server.asapAddress().getPort(), (enrp != null) ? enrp.getPort() : 0);
		}
		return new ServerAddress(port(this.asapPort, number), port(this.enrpPort, number));
	}

	private int port(int base, int number) {
		return this.ports.near((base != 0) ? base + number - Servers.SELF : 0);
	}

	/** Where the other servers let a server in. */
	List<String> othersThan(int number) {
		List<String> others = new ArrayList<>();
		for (int other = Servers.SELF; other <= this.count; other++) {
			ServerAddress address = of(other);
			if (other != number && address.enrpPort() != 0) {
				others.add(address.enrp());
			}
		}
		return others;
	}

}
