package io.rserpool.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hosts, the net between them, and processes on them. All of it ends when this is closed,
 * or with this process, however that ends.
 */
final class Lab implements AutoCloseable {

	/**
	 * The system property that chooses the net: {@code namespaces}, {@code loopback}, or
	 * {@code auto}, which is namespaces where they are allowed.
	 */
	static final String FORM_PROPERTY = "rserpool.lab";

	private static final Logger logger = LoggerFactory.getLogger(Lab.class);

	private static final JsonMapper JSON = new JsonMapper();

	private static final List<String> SMALL_JVM = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-Xshare:auto", "-XX:-UsePerfData", "-Dlogback.configurationFile=lab/logback.xml");

	private final List<LabProcess> processes = new ArrayList<>();

	private final List<LabHost> hosts = new ArrayList<>();

	private final Path directory;

	private final LabNet net;

	private final LabShell shell;

	private Lab(String name, int hosts, LabNet net) throws IOException {
		this.net = net;
		this.directory = Files.createDirectories(Path.of("target", "lab", name));
		for (File old : Objects.requireNonNull(this.directory.toFile().listFiles())) {
			Files.delete(old.toPath());
		}
		this.shell = new LabShell(List.of());
		for (int host = 1; host <= hosts; host++) {
			this.hosts.add(new LabHost(host, net.address(host)));
		}
	}

	/**
	 * Makes hosts in the form that the system property asks for.
	 * @param name of the directory below {@code target/lab} for what the processes log
	 * @param hosts how many, 1 to 200
	 */
	static Lab open(String name, int hosts) throws IOException {
		String form = System.getProperty(FORM_PROPERTY, "auto").toLowerCase(Locale.ROOT);
		return open(name, hosts, form);
	}

	static Lab open(String name, int hosts, String form) throws IOException {
		LabNet net = net(hosts, form);
		logger.info("{}: {} hosts are {}", name, hosts, net.words());
		try {
			return new Lab(name, hosts, net);
		}
		catch (IOException | RuntimeException ex) {
			net.close();
			throw ex;
		}
	}

	private static LabNet net(int hosts, String form) throws IOException {
		switch (form) {
			case "loopback":
				return new LoopbackNet(hosts);
			case "namespaces":
				return new NamespaceNet(hosts);
			case "auto":
				try {
					return new NamespaceNet(hosts);
				}
				catch (IOException ex) {
					logger.info("Network namespaces are not allowed here: {}", ex.getMessage());
					return new LoopbackNet(hosts);
				}
			default:
				throw new IllegalArgumentException(
						FORM_PROPERTY + " '" + form + "' is unknown, allowed are namespaces, loopback and auto");
		}
	}

	/** What joins the hosts, in words. */
	String words() {
		return this.net.words();
	}

	LabHost host(int number) {
		return this.hosts.get(number - 1);
	}

	/** An address of the host that its process may listen at, reachable by all. */
	InetSocketAddress listenAddress(LabHost host) {
		return new InetSocketAddress(host.address(), this.net.port(host.number()));
	}

	/** Starts a process; it may not be ready yet. */
	LabProcess start(LabHost host, Class<?> main, LabSettings settings) {
		LabNet.LabCommand form = this.net.command(host.number());
		List<String> command = new ArrayList<>(form.prefix());
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(SMALL_JVM);
		command.addAll(form.options());
		command.add("-cp");
		command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
		command.add(main.getName());
		command.add(JSON.writeValueAsString(settings));
		File log = this.directory.resolve(settings.name() + ".log").toFile();
		try {
			this.net.processStarts(host.number());
			Process process = new ProcessBuilder(command).redirectError(Redirect.appendTo(log)).start();
			LabProcess started = new LabProcess(settings.name(), host, process, log.toPath());
			this.processes.add(started);
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Loses whatever one process's host sends to another's from now on. */
	void cut(LabProcess from, LabProcess to) {
		this.net.cut(from.host().number(), to.host().number());
	}

	/** Cuts all ways between two groups of processes, in both directions. */
	void partition(Collection<LabProcess> one, Collection<LabProcess> other) {
		for (LabProcess left : one) {
			for (LabProcess right : other) {
				cut(left, right);
				cut(right, left);
			}
		}
	}

	/** Opens all ways again. */
	void heal() {
		this.net.heal();
	}

	/** Stops a process in the middle of whatever it does; its connections stay. */
	void freeze(LabProcess process) {
		this.shell.freeze(process.pid());
	}

	void thaw(LabProcess process) {
		this.shell.thaw(process.pid());
	}

	/** Ends a process by SIGKILL. */
	void kill(LabProcess process) {
		process.kill();
		this.net.processEnded(process.host().number());
	}

	@Override
	public void close() {
		this.processes.forEach(LabProcess::kill);
		this.shell.close();
		this.net.close();
	}

}
