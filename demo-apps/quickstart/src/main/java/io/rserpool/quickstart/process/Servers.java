package io.rserpool.quickstart.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.quickstart.report.ServerNews;
import io.rserpool.quickstart.report.ServerReport;
import io.rserpool.wire.ServerId;

/**
 * Starts ENRP servers as child processes, hears what they say, kills them on demand, and
 * ends them all when it is closed. Number 1 is the server in this process, which is only
 * known by its id. Safe for use by many threads.
 */
public final class Servers implements AutoCloseable {

	/** The number of the server in this process. */
	public static final int SELF = 1;

	private static final int MOST_IDS = 1000;

	private static final Logger logger = LoggerFactory.getLogger(Servers.class);

	private final ServerCommand command;

	private final int count;

	private final IntFunction<ServerAddress> addresses;

	private final Duration closeTimeout;

	private final List<ServerListener> listeners = new CopyOnWriteArrayList<>();

	private final SortedMap<Integer, ServerProcess> servers = new TreeMap<>();

	private final SortedMap<Integer, Process> processes = new TreeMap<>();

	/** Ids are new at each start; those of former ones are still spoken of. */
	private final Map<ServerId, Integer> numbers = new LinkedHashMap<>();

	private boolean closed;

	/**
	 * No servers yet.
	 * @param count servers beside that of this process
	 * @param addresses the ports of a server, asked at its first start
	 * @param closeTimeout how long children have to leave by themselves at the end
	 */
	public Servers(ServerCommand command, int count, IntFunction<ServerAddress> addresses, Duration closeTimeout) {
		this.command = command;
		this.count = count;
		this.addresses = addresses;
		this.closeTimeout = closeTimeout;
	}

	/** What people call a server. */
	public static String name(int number) {
		return "server-" + number;
	}

	/** Adds a listener. */
	public void listen(ServerListener listener) {
		this.listeners.add(listener);
	}

	/** Says the id of the server in this process. */
	public synchronized void self(ServerId id) {
		know(id, SELF);
	}

	private void know(ServerId id, int number) {
		if (this.numbers.size() >= MOST_IDS) {
			this.numbers.remove(this.numbers.keySet().iterator().next());
		}
		this.numbers.put(id, number);
	}

	/** Starts all servers. */
	public void startAll() {
		for (int number = SELF + 1; number <= SELF + this.count; number++) {
			start(number);
		}
	}

	/**
	 * Starts the server of a number.
	 * @return the server, or empty if it runs, or there is no such number
	 */
	public Optional<ServerProcess> start(int number) {
		ServerProcess server;
		synchronized (this) {
			ServerProcess before = this.servers.get(number);
			if (this.closed || number <= SELF || number > SELF + this.count || (before != null && before.isRunning())) {
				return Optional.empty();
			}
			ServerAddress address = (before != null) ? before.address() : this.addresses.apply(number);
			Process process = Children.launch(name(number), this.command.command(number, address));
			server = new ServerProcess(number, address, process.pid(), ServerState.STARTING, false, 0, Instant.now(),
					null);
			this.servers.put(number, server);
			this.processes.put(number, process);
			new OutputPump(process, server.name(), (line) -> heard(number, process, line)).start();
			process.onExit().thenAccept((ended) -> ended(number, ended));
		}
		logger.info("{} started as process {}", server.name(), server.pid());
		tell((listener) -> listener.started(server));
		return Optional.of(server);
	}

	private boolean heard(int number, Process process, String line) {
		Optional<ServerReport> report = ServerReport.parse(line);
		if (report.isPresent()) {
			reported(number, process, report.get());
			return true;
		}
		Optional<ServerNews> news = ServerNews.parse(line);
		news.ifPresent((step) -> find(number).ifPresent((server) -> tell((listener) -> listener.news(server, step))));
		return news.isPresent();
	}

	private void reported(int number, Process process, ServerReport report) {
		ServerProcess server;
		boolean serves;
		synchronized (this) {
			ServerProcess before = this.servers.get(number);
			if (before == null || this.processes.get(number) != process) {
				return;
			}
			know(report.id(), number);
			ServerState state = report.isServing() ? ServerState.UP : ServerState.JOINING;
			serves = state == ServerState.UP && before.state() != ServerState.UP;
			server = change(number, (old) -> new ServerProcess(number, old.address(), old.pid(), state, old.byUs(), 0,
					(state == old.state()) ? old.changed() : Instant.now(), report));
		}
		if (serves) {
			logger.info("{} (process {}) serves with the id {}", server.name(), server.pid(), report.id());
			tell((listener) -> listener.serving(server));
		}
	}

	private void ended(int number, Process process) {
		ServerProcess server;
		synchronized (this) {
			if (this.processes.get(number) != process) {
				return;
			}
			this.processes.remove(number);
			int code = process.exitValue();
			ServerState state = (code > Children.KILLED_BY_SIGNAL) ? ServerState.KILLED : ServerState.ENDED;
			server = change(number, (old) -> new ServerProcess(number, old.address(), old.pid(), state, old.byUs(),
					code, Instant.now(), old.report()));
		}
		logger.info("{} (process {}) ended with code {}", server.name(), server.pid(), server.exitCode());
		tell((listener) -> listener.ended(server));
	}

	/**
	 * Kills a server's process at once (kill -9): it can do nothing about it.
	 * @return the server as it was, or empty if it did not run
	 */
	public Optional<ServerProcess> kill(int number) {
		synchronized (this) {
			Process process = this.processes.get(number);
			if (process == null || !process.isAlive()) {
				return Optional.empty();
			}
			ServerProcess server = change(number, (old) -> new ServerProcess(number, old.address(), old.pid(),
					old.state(), true, 0, old.changed(), old.report()));
			return process.toHandle().destroyForcibly() ? Optional.of(server) : Optional.empty();
		}
	}

	private ServerProcess change(int number, UnaryOperator<ServerProcess> change) {
		return this.servers.compute(number, (key, before) -> {
			if (before == null) {
				throw new IllegalStateException("There is no server " + key);
			}
			return change.apply(before);
		});
	}

	private void tell(Consumer<ServerListener> what) {
		this.listeners.forEach(what);
	}

	/** All servers of other processes, also those that are gone, by number. */
	public synchronized List<ServerProcess> all() {
		return List.copyOf(this.servers.values());
	}

	public synchronized Optional<ServerProcess> find(int number) {
		return Optional.ofNullable(this.servers.get(number));
	}

	/** The number of the server that has, or had, the given id. */
	public synchronized Optional<Integer> numberOf(ServerId id) {
		return Optional.ofNullable(this.numbers.get(id));
	}

	/** What people call the server that has, or had, the given id. */
	public String nameOf(ServerId id) {
		return numberOf(id).map(Servers::name).orElseGet(id::toString);
	}

	/** Asks all children to leave, and kills those that do not in time. */
	@Override
	public void close() {
		List<Process> children;
		synchronized (this) {
			this.closed = true;
			children = new ArrayList<>(this.processes.values());
		}
		Children.end(children, this.closeTimeout);
	}

}
