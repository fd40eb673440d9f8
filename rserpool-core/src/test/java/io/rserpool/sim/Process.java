package io.rserpool.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * A process with one machine: gives it its inputs and carries out its effects. It can be
 * frozen as by SIGSTOP, when inputs and timers wait, and killed.
 *
 * @param <T> the machine's timer keys
 */
final class Process<T> implements Effects<T> {

	private final World world;

	private final String name;

	private final Host host;

	private final ProcessOptions options;

	private final Map<ConnectionId, End> ends = new LinkedHashMap<>();

	private final Map<T, Timer> timers = new LinkedHashMap<>();

	/** What a frozen process finds when it goes on. */
	private final Deque<Runnable> mailbox = new ArrayDeque<>();

	private final List<Timer> lateTimers = new ArrayList<>();

	private @Nullable Machine<T> machine;

	private @Nullable InputWatch watch;

	private @Nullable WireMessage handling;

	private State state = State.RUNNING;

	private long clockOffset;

	Process(World world, String name, Host host, ProcessOptions options, long clockOffset) {
		this.world = world;
		this.name = name;
		this.host = host;
		this.options = options;
		this.clockOffset = clockOffset;
	}

	/** Gives the process its machine, which needs the process: to be called once. */
	void run(Machine<T> newMachine) {
		this.machine = newMachine;
	}

	/** Lets somebody see each message before and after the machine. */
	void watch(@Nullable InputWatch newWatch) {
		this.watch = newWatch;
	}

	String name() {
		return this.name;
	}

	Host host() {
		return this.host;
	}

	boolean isDead() {
		return this.state == State.DEAD;
	}

	boolean isFrozen() {
		return this.state == State.FROZEN;
	}

	boolean isRunning() {
		return this.state == State.RUNNING;
	}

	/** The process's own clock. */
	long now() {
		return this.world.now() + this.clockOffset;
	}

	/** The message that the machine is working on, or null. */
	@Nullable WireMessage handling() {
		return this.handling;
	}

	int connections() {
		return this.ends.size();
	}

	private Machine<T> machine() {
		Machine<T> known = this.machine;
		if (known == null) {
			throw new IllegalStateException(this.name + " has no machine yet");
		}
		return known;
	}

	// Inputs

	void opened(End end) {
		this.ends.put(end.id, end);
		this.world.trace().opened(end);
		input(() -> {
			if (end.inUse) {
				machine().connectionUp(end.id, end.protocol, end.local, end.remote, end.dialled, now());
			}
		});
	}

	void dialFailed(End end, DialFailure failure) {
		if (!isDead()) {
			input(() -> {
				if (forget(end)) {
					this.world.trace().dialFailed(end, failure);
					machine().dialFailed(end.id, failure, now());
				}
			});
		}
	}

	void received(End end, WireMessage message) {
		if (isRunning()) {
			hear(end, message);
		}
		else {
			input(() -> hear(end, message));
		}
	}

	private void hear(End end, WireMessage message) {
		if (!end.inUse) {
			return;
		}
		this.world.trace().message(end, message);
		this.handling = message;
		InputWatch watching = this.watch;
		if (watching != null) {
			watching.before(message);
		}
		machine().received(end.id, message, now());
		if (watching != null) {
			watching.after(message);
		}
		this.handling = null;
	}

	void multicastReceived(Endpoint source, WireMessage message) {
		input(() -> machine().multicastReceived(source, message, now()));
	}

	void lost(End end, String why) {
		input(() -> {
			if (forget(end)) {
				this.world.trace().lost(end, why);
				machine().connectionLost(end.id, why, now());
			}
		});
	}

	/** This side's own system ended the connection: told later, as within an input. */
	void dropped(End end, String why) {
		this.world.agenda().at(this.world.now(), () -> input(() -> {
			if (forget(end)) {
				this.world.trace().lost(end, why);
				machine().connectionDropped(end.id, why, now());
			}
		}));
	}

	private boolean forget(End end) {
		end.inUse = false;
		this.world.network().forget(end);
		return this.ends.remove(end.id) != null;
	}

	private void input(Runnable input) {
		switch (this.state) {
			case RUNNING -> input.run();
			case FROZEN -> this.mailbox.add(input);
			case DEAD -> {
			}
		}
	}

	// Life

	void freeze() {
		if (isRunning()) {
			this.state = State.FROZEN;
		}
	}

	/**
	 * Goes on with what came meanwhile.
	 * @param timersFirst whether overdue timers fire before waiting data is read
	 */
	void thaw(boolean timersFirst) {
		if (!isFrozen()) {
			return;
		}
		this.state = State.RUNNING;
		if (timersFirst) {
			fireLateTimers();
		}
		while (isRunning() && !this.mailbox.isEmpty()) {
			this.mailbox.remove().run();
		}
		fireLateTimers();
	}

	private void fireLateTimers() {
		List<Timer> late = List.copyOf(this.lateTimers);
		this.lateTimers.clear();
		for (Timer timer : late) {
			// One that was set again meanwhile has another time to come.
			if (!timer.planned) {
				timer.happen();
			}
		}
	}

	/**
	 * Ends the process.
	 * @param silently whether its system dies with it, so that nobody is told
	 */
	void kill(boolean silently) {
		this.state = State.DEAD;
		this.host.close(this);
		this.world.network().leave(this);
		for (End end : this.ends.values()) {
			if (silently || end.state == End.State.OPENING) {
				this.world.network().vanish(end);
			}
			else {
				this.world.network().reset(end);
			}
		}
		this.ends.clear();
		this.timers.clear();
		this.mailbox.clear();
		this.lateTimers.clear();
	}

	/** The machine has stopped itself; the process ends in order. */
	void exit() {
		this.state = State.DEAD;
		this.host.close(this);
		this.world.network().leave(this);
		this.ends.values().forEach(this.world.network()::close);
		this.ends.clear();
		this.timers.clear();
	}

	/** The clock jumps ahead; what is due by now happens at once. */
	void jump(long millis) {
		this.clockOffset += millis;
		List<Timer> all = new ArrayList<>(this.timers.values());
		all.sort(Comparator.comparingLong((timer) -> timer.deadline));
		all.forEach((timer) -> arm(timer.key, timer.deadline));
	}

	/** Silence that ends a connection by TCP keep-alive, or 0 [T-4]. */
	long keepAliveMillis() {
		return this.options.keepAliveMillis();
	}

	// Effects

	@Override
	public void send(ConnectionId to, WireMessage message) {
		End end = this.world.network().find(to);
		if (end != null && end.owner == this && end.inUse) {
			this.world.send(end, message);
		}
	}

	@Override
	public ConnectionId dial(Protocol protocol, Endpoint to) {
		End end = this.world.network().dial(this, protocol, to, this.options.dialMillis(protocol));
		this.ends.put(end.id, end);
		return end.id;
	}

	@Override
	public void close(ConnectionId connection, String why) {
		End end = this.ends.get(connection);
		if (end != null && forget(end)) {
			this.world.trace().closed(end, why);
			this.world.network().close(end);
		}
	}

	@Override
	public void setTimer(T key, long delayMillis) {
		if (delayMillis < 0) {
			throw new AssertionError(this.name + " sets timer " + key + " to " + delayMillis);
		}
		if (isDead()) {
			return;
		}
		long deadline = now() + delayMillis;
		Timer timer = this.timers.get(key);
		if (timer == null || (timer.planned && timer.at > deadline - this.clockOffset)) {
			arm(key, deadline);
			return;
		}
		// One that is planned wakes too early and then goes on waiting.
		timer.deadline = deadline;
		if (!timer.planned) {
			timer.plan();
		}
	}

	private void arm(T key, long deadline) {
		Timer timer = new Timer(key, deadline);
		this.timers.put(key, timer);
		timer.plan();
	}

	@Override
	public void cancelTimer(T key) {
		this.timers.remove(key);
	}

	@Override
	public void multicast(WireMessage message) {
		if (this.options.multicast()) {
			this.world.network().multicast(this, message);
		}
	}

	@Override
	public long publish(RserpoolEvent event, long cause) {
		return this.world.publish(this, event, cause);
	}

	@Override
	public String toString() {
		return this.name;
	}

	private enum State {

		RUNNING, FROZEN, DEAD

	}

	/**
	 * A timer of the machine. One that was replaced or cancelled is not found in the
	 * table any more when it comes up.
	 */
	private final class Timer extends Event {

		private final T key;

		/** On the process's own clock. */
		private long deadline;

		/** Whether it stands in the agenda. */
		private boolean planned;

		Timer(T key, long deadline) {
			this.key = key;
			this.deadline = deadline;
		}

		void plan() {
			this.planned = true;
			Process.this.world.agenda().at(this.deadline - Process.this.clockOffset, this);
		}

		@Override
		void happen() {
			Process<T> process = Process.this;
			this.planned = false;
			if (process.timers.get(this.key) != this) {
				return;
			}
			if (process.isFrozen()) {
				process.lateTimers.add(this);
			}
			else if (process.now() < this.deadline) {
				plan();
			}
			else {
				process.world.trace().timer(process, this.key);
				process.machine().timerExpired(this.key, process.now());
				// Most are set again at once.
				if (!this.planned) {
					process.timers.remove(this.key, this);
				}
			}
		}

	}

}
