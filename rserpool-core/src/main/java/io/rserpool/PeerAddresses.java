package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.machine.Endpoint;

/**
 * The configured addresses of ENRP servers. A name stands for all its addresses at the
 * time: in a cluster each of them is often another server.
 */
final class PeerAddresses implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PeerAddresses.class);

	private final String what;

	private final List<InetSocketAddress> configured;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile List<Endpoint> last = List.of();

	private volatile List<String> unknown = List.of();

	/**
	 * Makes them; nothing is looked up.
	 * @param what they are, for the log
	 */
	PeerAddresses(String what, List<InetSocketAddress> configured) {
		this.what = what;
		this.configured = configured;
	}

	boolean hasNames() {
		return this.configured.stream().anyMatch(InetSocketAddress::isUnresolved);
	}

	/**
	 * Looks up all names; blocks. Names without address are left out, and logged once.
	 */
	List<Endpoint> resolve() {
		Set<Endpoint> endpoints = new LinkedHashSet<>();
		List<String> unknown = new ArrayList<>();
		for (InetSocketAddress address : this.configured) {
			if (!address.isUnresolved()) {
				endpoints.add(Endpoint.of(address));
				continue;
			}
			try {
				for (InetAddress each : InetAddress.getAllByName(address.getHostString())) {
					endpoints.add(Endpoint.of(new InetSocketAddress(each, address.getPort())));
				}
			}
			catch (UnknownHostException ex) {
				unknown.add(address.getHostString());
			}
		}
		List<Endpoint> resolved = List.copyOf(endpoints);
		if (hasNames() && !resolved.equals(this.last)) {
			logger.info("{}: {}", this.what, resolved);
		}
		if (!unknown.isEmpty() && !unknown.equals(this.unknown)) {
			logger.warn("{}: no address for {} now; looked up again from time to time", this.what,
					String.join(", ", unknown));
		}
		this.unknown = List.copyOf(unknown);
		this.last = resolved;
		return resolved;
	}

	/**
	 * Looks up again and again, on a thread of its own as that may block, until it is
	 * closed.
	 * @param changed gets the addresses when they are others than before
	 */
	void watch(long gapMillis, Consumer<List<Endpoint>> changed) {
		Thread watcher = new Thread(() -> {
			try {
				while (!this.closed.await(gapMillis, TimeUnit.MILLISECONDS)) {
					List<Endpoint> before = this.last;
					List<Endpoint> now = resolve();
					if (!now.equals(before)) {
						changed.accept(now);
					}
				}
			}
			catch (InterruptedException | IllegalStateException ex) {
				logger.debug("Peer names are not looked up any more", ex);
			}
		}, "rserpool-peer-names");
		watcher.setDaemon(true);
		watcher.start();
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
