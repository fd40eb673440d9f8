package io.rserpool.quickstart.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.wire.PoolElementId;

/**
 * Starts painters as child processes, kills them on demand, and ends them all when it is
 * closed. Safe for use by many threads.
 */
public final class Painters implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Painters.class);

	private final PainterCommand command;

	private final int most;

	private final Duration closeTimeout;

	private final List<PainterListener> listeners = new CopyOnWriteArrayList<>();

	private final RandomGenerator random;

	private final SortedMap<Integer, Painter> painters = new TreeMap<>();

	private final SortedMap<Integer, Process> processes = new TreeMap<>();

	/** Those to be started as soon as they are gone. */
	private final Set<Integer> again = new HashSet<>();

	private boolean closed;

	/**
	 * No painters yet.
	 * @param most painters running at the same time
	 * @param closeTimeout how long children have to leave by themselves at the end
	 */
	public Painters(PainterCommand command, int most, Duration closeTimeout, RandomGenerator random) {
		this.command = command;
		this.most = most;
		this.closeTimeout = closeTimeout;
		this.random = random;
	}

	/** Adds a listener. */
	public void listen(PainterListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Starts a painter with the lowest number that is free.
	 * @return the painter, or empty if there are enough
	 */
	public Optional<Painter> start() {
		synchronized (this) {
			for (int number = 1; number <= this.most; number++) {
				Painter painter = this.painters.get(number);
				if (painter == null || !painter.isRunning()) {
					return start(number);
				}
			}
		}
		return Optional.empty();
	}

	/**
	 * Starts the painter of a number.
	 * @return the painter, or empty if it runs, or the number is not 1 to the most
	 */
	public Optional<Painter> start(int number) {
		Painter painter;
		synchronized (this) {
			Painter before = this.painters.get(number);
			if (this.closed || number < 1 || number > this.most || (before != null && before.isRunning())) {
				return Optional.empty();
			}
			PoolElementId element = new PoolElementId(this.random.nextInt(1, Integer.MAX_VALUE));
			Process process = Children.launch("painter-" + number, this.command.command(number, element));
			painter = new Painter(number, element, process.pid(), PainterState.STARTING, false, 0, Instant.now(), 0,
					null);
			this.painters.put(number, painter);
			this.processes.put(number, process);
			new OutputPump(process, painter.name()).start();
			process.onExit().thenAccept((ended) -> ended(number, ended));
		}
		logger.info("{} started as process {}", painter.name(), painter.pid());
		this.listeners.forEach((listener) -> listener.started(painter));
		return Optional.of(painter);
	}

	/**
	 * Ends a painter's process, whatever it does, and starts it again as soon as it is
	 * gone.
	 * @return whether it ran
	 */
	public boolean restart(int number) {
		synchronized (this) {
			Process process = this.processes.get(number);
			if (this.closed || process == null) {
				return false;
			}
			this.again.add(number);
			return process.toHandle().destroyForcibly();
		}
	}

	private void ended(int number, Process process) {
		long now = System.nanoTime();
		Painter painter;
		boolean again;
		synchronized (this) {
			if (this.processes.get(number) != process) {
				return;
			}
			this.processes.remove(number);
			again = this.again.remove(number);
			int code = process.exitValue();
			painter = change(number, (before) -> {
				PainterState state = (code > Children.KILLED_BY_SIGNAL) ? PainterState.KILLED : PainterState.ENDED;
				long ended = before.byUs() ? before.endedNanos() : now;
				return new Painter(number, before.element(), before.pid(), state, before.byUs(), code, Instant.now(),
						ended, before.removedAfter());
			});
		}
		logger.info("{} (process {}) ended with code {}", painter.name(), painter.pid(), painter.exitCode());
		this.listeners.forEach((listener) -> listener.ended(painter));
		if (again) {
			start(number);
		}
	}

	/**
	 * Kills a painter's process at once (kill -9): it can do nothing about it.
	 * @return whether it ran
	 */
	public boolean kill(int number) {
		synchronized (this) {
			Process process = this.processes.get(number);
			if (process == null || !process.isAlive()) {
				return false;
			}
			change(number, (painter) -> new Painter(number, painter.element(), painter.pid(), painter.state(), true, 0,
					painter.changed(), System.nanoTime(), painter.removedAfter()));
			return process.toHandle().destroyForcibly();
		}
	}

	/** Notes that an element is in the pool. Elements of others are passed over. */
	public synchronized Optional<Painter> registered(PoolElementId element) {
		return find(element).filter((painter) -> painter.state() == PainterState.STARTING)
			.map((painter) -> change(painter.number(), (before) -> new Painter(before.number(), element, before.pid(),
					PainterState.UP, before.byUs(), 0, Instant.now(), before.endedNanos(), null)));
	}

	/**
	 * Notes that an element is not in the pool any more.
	 * @param nanos when it was removed, {@link System#nanoTime()}
	 */
	public synchronized Optional<Painter> removed(PoolElementId element, long nanos) {
		return find(element).filter((painter) -> painter.removedAfter() == null && painter.endedNanos() != 0)
			.map((painter) -> change(painter.number(),
					(before) -> new Painter(before.number(), element, before.pid(), before.state(), before.byUs(),
							before.exitCode(), before.changed(), before.endedNanos(),
							Duration.ofNanos(Math.max(0, nanos - before.endedNanos())))));
	}

	private Painter change(int number, UnaryOperator<Painter> change) {
		return this.painters.compute(number, (key, before) -> {
			if (before == null) {
				throw new IllegalStateException("There is no painter " + key);
			}
			return change.apply(before);
		});
	}

	/** The painter that has, or had last, the given element id. */
	public synchronized Optional<Painter> find(PoolElementId element) {
		return this.painters.values().stream().filter((painter) -> painter.element().equals(element)).findFirst();
	}

	/** All painters, also those that are gone, by number. */
	public synchronized List<Painter> all() {
		return List.copyOf(this.painters.values());
	}

	/** As many may run at the same time. */
	public int most() {
		return this.most;
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
