package io.rserpool.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Each host is an address of the loopback interface: 127.77.0.n. Host d reaches host n
 * through a relay at 127.77.d.n, which holds what is cut; the processes translate the
 * addresses that they dial ({@link AliasNetwork}). For where network namespaces are not
 * allowed. It differs from packets that are lost: a dial during a cut opens and then says
 * nothing, and a connection that was cut for longer than {@link #PATIENCE} is reset, as
 * the system's user timeout would do.
 */
final class LoopbackNet implements LabNet {

	/** The option of a child's JVM that names its host. */
	static final String HOST_PROPERTY = "rserpool.lab.host";

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	// Below those that the system gives to connections.
	private static final int FIRST_PORT = 10_000;

	private static final int PORTS = 20_000;

	private final RandomGenerator random = new Random();

	private final Relays relays = new Relays(PATIENCE);

	private final List<Port> ports = new ArrayList<>();

	private final Set<Integer> taken = new HashSet<>();

	private final int hosts;

	LoopbackNet(int hosts) {
		this.hosts = hosts;
	}

	/** The address by which a host reaches another one. */
	static InetAddress relayAddress(int from, int to) {
		try {
			return InetAddress.getByAddress(new byte[] { 127, 77, (byte) from, (byte) to });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The number of the host that has the address, or 0. */
	static int hostOf(InetAddress address) {
		byte[] octets = address.getAddress();
		return (octets.length == 4 && octets[0] == 127 && octets[1] == 77 && octets[2] == 0) ? octets[3] & 0xff : 0;
	}

	@Override
	public String words() {
		return "loopback addresses joined by relays";
	}

	@Override
	public InetAddress address(int host) {
		return relayAddress(0, host);
	}

	@Override
	public int port(int host) {
		int port = FIRST_PORT + this.random.nextInt(PORTS);
		while (!this.taken.add(port) || !isFree(host, port)) {
			port = FIRST_PORT + this.random.nextInt(PORTS);
		}
		this.ports.add(new Port(host, port));
		return port;
	}

	private boolean isFree(int host, int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(address(host), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public LabCommand command(int host) {
		return new LabCommand(List.of(), List.of("-D" + HOST_PROPERTY + "=" + host));
	}

	@Override
	public void processStarts(int host) {
		for (Port port : this.ports) {
			for (int from = 1; port.host == host && from <= this.hosts; from++) {
				if (from != host) {
					this.relays.open(from, host, port.number);
				}
			}
		}
	}

	@Override
	public void processEnded(int host) {
		this.relays.refuse(host);
	}

	@Override
	public void cut(int from, int to) {
		this.relays.cut(from, to);
	}

	@Override
	public void heal() {
		this.relays.heal();
	}

	@Override
	public void close() {
		this.relays.close();
	}

	private record Port(int host, int number) {

	}

}
