package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;

import io.rserpool.EnrpServer;

/**
 * The ENRP servers that elements and users of this application turn to: those of the
 * configuration, else the embedded one with its real port.
 */
final class EnrpServerAddresses {

	static final String PROPERTY = "rserpool.enrp-servers";

	private static final Logger logger = LoggerFactory.getLogger(EnrpServerAddresses.class);

	private final List<InetSocketAddress> configured = new ArrayList<>();

	private final ObjectProvider<EnrpServer> embedded;

	EnrpServerAddresses(RserpoolProperties properties, ObjectProvider<EnrpServer> embedded) {
		for (String entry : properties.getEnrpServers()) {
			this.configured.add(RserpoolSettings.address(PROPERTY, entry));
		}
		this.embedded = embedded;
	}

	/**
	 * Returns the addresses, resolved. Starts the embedded server if it is needed earlier
	 * than its turn comes.
	 * @throws InvalidRserpoolPropertyException if no configured host has an address
	 */
	List<InetSocketAddress> get() {
		return this.configured.isEmpty() ? ofEmbedded() : resolved();
	}

	/**
	 * Returns the addresses for an endpoint, which looks up names itself, again and
	 * again: literal addresses are resolved, names are not.
	 * @throws InvalidRserpoolPropertyException if no configured host has an address
	 */
	List<InetSocketAddress> toDial() {
		List<InetSocketAddress> resolved = get();
		return this.configured.isEmpty() ? resolved
				: this.configured.stream().map(RserpoolSettings::resolveLiteral).toList();
	}

	private List<InetSocketAddress> resolved() {
		List<InetSocketAddress> resolved = new ArrayList<>();
		List<String> unknown = new ArrayList<>();
		for (InetSocketAddress entry : this.configured) {
			InetSocketAddress address = RserpoolSettings.resolve(entry);
			if (address.isUnresolved()) {
				unknown.add(entry.getHostString());
				logger.warn("Host '{}' in {} has no known address and is left out", entry.getHostString(), PROPERTY);
			}
			else {
				resolved.add(address);
			}
		}
		if (resolved.isEmpty()) {
			throw new InvalidRserpoolPropertyException(PROPERTY, String.join(",", unknown),
					"none of the hosts has a known address", "hosts that the name service knows, or IP addresses");
		}
		return resolved;
	}

	private List<InetSocketAddress> ofEmbedded() {
		EnrpServer server = this.embedded.getIfUnique();
		if (server == null) {
			return List.of();
		}
		server.start();
		InetSocketAddress bound = server.asapAddress();
		InetAddress address = bound.getAddress().isAnyLocalAddress() ? LocalAddresses.ofHost() : bound.getAddress();
		return List.of(new InetSocketAddress(address, bound.getPort()));
	}

}
