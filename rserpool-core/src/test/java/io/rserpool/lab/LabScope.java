package io.rserpool.lab;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * ENRP servers, processes with elements and processes with users of one operational
 * scope, each on a host of its own.
 */
final class LabScope implements AutoCloseable {

	/** The pools of each process with elements: one element for each. */
	static final List<String> POOLS = List.of("EchoPool", "EchoPool", "SmallPool");

	private static final List<String> USED_POOLS = List.of("EchoPool", "SmallPool");

	private final List<LabProcess> servers = new ArrayList<>();

	private final List<LabProcess> elements = new ArrayList<>();

	private final List<LabProcess> users = new ArrayList<>();

	private final List<LabSettings> serverSettings = new ArrayList<>();

	private final List<String> asapAddresses = new ArrayList<>();

	private final Lab lab;

	private int lastHost;

	private LabScope(Lab lab) {
		this.lab = lab;
	}

	/** Starts the servers; they are not ready yet. */
	static LabScope start(Lab lab, int servers) {
		LabScope scope = new LabScope(lab);
		List<String> enrpAddresses = new ArrayList<>();
		for (int i = 1; i <= servers; i++) {
			enrpAddresses.add(scope.listenAddress(lab.host(i)));
			scope.asapAddresses.add(scope.listenAddress(lab.host(i)));
		}
		for (int i = 1; i <= servers; i++) {
			LabSettings settings = new LabSettings("server-" + i,
					List.of(enrpAddresses.get(i - 1), scope.asapAddresses.get(i - 1)), enrpAddresses, List.of());
			scope.serverSettings.add(settings);
			scope.servers.add(lab.start(lab.host(i), ServerMain.class, settings));
		}
		scope.lastHost = servers;
		return scope;
	}

	/** Starts processes with elements and users; they are not ready yet. */
	LabScope with(int elements, int users) {
		for (int i = 1; i <= elements; i++) {
			this.elements.add(startElements(i));
		}
		for (int i = 1; i <= users; i++) {
			this.users.add(this.lab.start(this.lab.host(++this.lastHost), UserMain.class,
					new LabSettings("user-" + i, List.of(), asapAddresses(i), USED_POOLS)));
		}
		return this;
	}

	private LabProcess startElements(int number) {
		LabHost host = this.lab.host(++this.lastHost);
		List<String> listen = new ArrayList<>();
		for (int port = 0; port <= POOLS.size(); port++) {
			listen.add(listenAddress(host));
		}
		return this.lab.start(host, ElementsMain.class,
				new LabSettings("elements-" + number, listen, asapAddresses(number), POOLS));
	}

	private String listenAddress(LabHost host) {
		InetSocketAddress address = this.lab.listenAddress(host);
		return LabSettings.text(address);
	}

	/** Each begins its hunt elsewhere. */
	private List<String> asapAddresses(int number) {
		List<String> turned = new ArrayList<>(this.asapAddresses);
		Collections.rotate(turned, -number);
		return turned;
	}

	List<LabProcess> servers() {
		return this.servers;
	}

	List<LabProcess> elements() {
		return this.elements;
	}

	List<LabProcess> users() {
		return this.users;
	}

	static ServerReport report(LabProcess server) {
		return server.ask("report", ServerReport.class);
	}

	static List<ServerReport> reports(Collection<LabProcess> servers) {
		return servers.stream().map(LabScope::report).toList();
	}

	static List<ElementReport> elementReports(Collection<LabProcess> elements) {
		return elements.stream()
			.flatMap((process) -> List.of(process.ask("report", ElementReport[].class)).stream())
			.toList();
	}

	/** The names of all elements that the processes have. */
	static Set<String> elementNames(Collection<LabProcess> elements) {
		Set<String> names = new TreeSet<>();
		elementReports(elements).forEach((element) -> names.add(element.element()));
		return names;
	}

	/** Starts a server again that was killed, at the same addresses. */
	LabProcess restart(LabProcess server) {
		int index = this.servers.indexOf(server);
		LabProcess successor = this.lab.start(server.host(), ServerMain.class, this.serverSettings.get(index));
		this.servers.set(index, successor);
		return successor;
	}

	@Override
	public void close() {
		this.lab.close();
	}

}
