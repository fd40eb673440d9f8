package io.rserpool.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Each host is a network namespace, joined to a router in another one by a pair of
 * virtual interfaces. The router drops what is cut, by a rule for each pair of hosts and
 * direction, so that TCP behaves as it does when packets are lost.
 * <p>
 * The namespaces have no names and are held by shells that end when this process ends,
 * however that happens: the system removes them with all they contain, and nothing can be
 * left over.
 */
final class NamespaceNet implements LabNet {

	private static final int RULE_PREFERENCE = 100;

	private static final int FIRST_PORT = 9000;

	private final List<LabShell> hosts = new ArrayList<>();

	private final LabShell router;

	private final boolean ownUser;

	private int lastPort = FIRST_PORT;

	private int cuts;

	/**
	 * Makes the hosts and joins them.
	 * @throws IOException if that is not allowed here, or a command is missing
	 */
	NamespaceNet(int hosts) throws IOException {
		// Who is not root may be so in a namespace of users.
		this.ownUser = !"0".equals(userId());
		this.router = new LabShell(
				this.ownUser ? List.of("unshare", "--user", "--map-root-user", "--net") : List.of("unshare", "--net"));
		try {
			this.router.attempt("echo 1 > /proc/sys/net/ipv4/ip_forward && ip link set lo up");
			for (int host = 1; host <= hosts; host++) {
				join(host);
			}
			this.router.attempt("ip rule add pref " + RULE_PREFERENCE + " from 10.77.0.1 to 10.77.0.2 blackhole");
			this.cuts = 1;
			heal();
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private static String userId() throws IOException {
		try (LabShell shell = new LabShell(List.of())) {
			return shell.attempt("id -u");
		}
	}

	private void join(int host) throws IOException {
		List<String> prefix = new ArrayList<>();
		if (this.ownUser) {
			prefix.addAll(List.of("nsenter", "--target", Long.toString(this.router.pid()), "--user",
					"--preserve-credentials"));
		}
		prefix.addAll(List.of("unshare", "--net"));
		LabShell shell = new LabShell(prefix);
		this.hosts.add(shell);
		String net = "10.77." + host;
		this.router.attempt("ip link add name host" + host + " type veth peer name eth0 netns " + shell.pid()
				+ " && ip addr add " + net + ".1/24 dev host" + host + " && ip link set host" + host + " up");
		shell.attempt("ip link set lo up && ip addr add " + net + ".2/24 dev eth0 && ip link set eth0 up"
				+ " && ip route add default via " + net + ".1");
	}

	@Override
	public String words() {
		return "network namespaces joined by a router" + (this.ownUser ? ", without being root" : "");
	}

	@Override
	public InetAddress address(int host) {
		try {
			return InetAddress.getByAddress(new byte[] { 10, 77, (byte) host, 2 });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public int port(int host) {
		return ++this.lastPort;
	}

	@Override
	public LabCommand command(int host) {
		List<String> prefix = new ArrayList<>(
				List.of("nsenter", "--target", Long.toString(this.hosts.get(host - 1).pid()), "--net"));
		if (this.ownUser) {
			prefix.addAll(List.of("--user", "--preserve-credentials"));
		}
		return new LabCommand(prefix, List.of());
	}

	@Override
	public void cut(int from, int to) {
		this.router.run("ip rule add pref " + RULE_PREFERENCE + " from " + address(from).getHostAddress() + " to "
				+ address(to).getHostAddress() + " blackhole");
		this.cuts++;
	}

	@Override
	public void heal() {
		for (; this.cuts > 0; this.cuts--) {
			this.router.run("ip rule del pref " + RULE_PREFERENCE);
		}
	}

	@Override
	public void close() {
		this.hosts.forEach(LabShell::close);
		this.router.close();
	}

}
