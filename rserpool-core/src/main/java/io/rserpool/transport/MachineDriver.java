package io.rserpool.transport;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.ObjLongConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.event.EventStream;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * Runs one state machine on one loop: feeds it what the network and its timers bring, and
 * carries out its effects. A machine that throws is logged once, counted, loses the
 * connection concerned, and lives on.
 * <p>
 * Made before its machine, which needs it: {@link #drive(Machine)} joins the two. The
 * methods of {@link Effects} are for the machine; all others may be called by any thread.
 *
 * @param <T> the machine's timer keys
 */
public final class MachineDriver<T> implements Effects<T> {

	private static final Logger logger = LoggerFactory.getLogger(MachineDriver.class);

	private static final AtomicLong lastConnection = new AtomicLong();

	private static final int MAX_LOGGED_ERRORS = 64;

	private static final long REFUSAL_EVENT_GAP_MILLIS = 1000;

	/** Calls from within that follow one input at once; the network comes first then. */
	private static final int MAX_CALLS_AT_ONCE = 256;

	private final String source;

	private final Network network;

	private final Loop loop;

	private final EventStream events;

	private final ConnectionOptions dialOptions;

	private final Map<Protocol, ConnectionOptions> protocolOptions = new EnumMap<>(Protocol.class);

	private final Map<ConnectionId, DrivenConnection> connections = new LinkedHashMap<>();

	private @Nullable DrivenConnection latest;

	private final MachineTimers<T> timers;

	private final List<Listener> listeners = new ArrayList<>();

	private final List<DrivenConnection> unflushed = new ArrayList<>();

	private final Set<String> loggedErrors = new HashSet<>();

	private final AtomicLong errors = new AtomicLong();

	/**
	 * Calls of the loop's own thread: they need no queue that is safe for others, and
	 * what they send shares a flush with what the input sends.
	 */
	private final Deque<Call> calls = new ArrayDeque<>();

	private @Nullable Machine<T> machine;

	private final Map<Protocol, MulticastMember> groups = new EnumMap<>(Protocol.class);

	private boolean reading;

	private boolean flushScheduled;

	private boolean inside;

	private boolean callsScheduled;

	private boolean closed;

	private long nextRefusalEvent = Long.MIN_VALUE;

	/**
	 * Makes a driver without a machine.
	 * @param source the source of its events
	 * @param loop made by the network
	 * @param dialOptions of connections that the machine opens
	 */
	public MachineDriver(String source, Network network, Loop loop, EventStream events, ConnectionOptions dialOptions) {
		this.source = source;
		this.network = network;
		this.loop = loop;
		this.events = events;
		this.dialOptions = dialOptions;
		this.timers = new MachineTimers<>(loop, this::expired, this::scheduleFlush);
	}

	/** Gives the driver its machine. To be called once, before anything else. */
	public void drive(Machine<T> machine) {
		this.machine = machine;
	}

	/**
	 * Gives the connections that the machine opens with one protocol other options. To be
	 * called before the first input.
	 */
	public void dialWith(Protocol protocol, ConnectionOptions options) {
		this.protocolOptions.put(protocol, options);
	}

	private Machine<T> machine() {
		Machine<T> driven = this.machine;
		if (driven == null) {
			throw new IllegalStateException("The driver has no machine yet");
		}
		return driven;
	}

	public Loop loop() {
		return this.loop;
	}

	/** How often the machine threw. */
	public long errors() {
		return this.errors.get();
	}

	/**
	 * Opens a port whose connections the machine gets.
	 * @return fails with an {@link java.io.IOException} if the port cannot be opened
	 */
	public CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits) {
		return listen(protocol, address, options, limits, (bound, now) -> {
		});
	}

	/**
	 * Opens a port whose connections the machine gets.
	 * @param opened called with the bound address and the time when the port is open,
	 * before the machine sees a connection
	 * @return fails with an {@link java.io.IOException} if the port cannot be opened
	 */
	public CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits, ObjLongConsumer<InetSocketAddress> opened) {
		return keep(this.network.listen(protocol, address, options, limits, this.loop, new Acceptor(protocol, opened)));
	}

	/**
	 * Opens a port that two protocols share and closes it in the end. Its entrances may
	 * be those of other drivers on the same loop.
	 * @return fails with an {@link java.io.IOException} if the port cannot be opened
	 */
	public CompletableFuture<Listener> listen(SharedPort port, InetSocketAddress address, AcceptLimits limits) {
		return keep(this.network.listen(port, address, limits, this.loop));
	}

	private CompletableFuture<Listener> keep(CompletableFuture<Listener> opening) {
		return opening.thenCompose((listener) -> submit((now) -> {
			this.listeners.add(listener);
			return listener;
		}).whenComplete((done, failure) -> {
			if (failure != null) {
				listener.close();
			}
		}));
	}

	/**
	 * Leads the connections of a shared port to the machine.
	 * @param opened called with the bound address and the time when the port is open, if
	 * this is its plain entrance
	 */
	public Entrance entrance(Protocol protocol, ConnectionOptions options, ObjLongConsumer<InetSocketAddress> opened) {
		return new Entrance(protocol, options, new Acceptor(protocol, opened));
	}

	/**
	 * Enters a multicast group that the machine hears and sends the protocol's messages
	 * to.
	 * @return fails with an {@link java.io.IOException} if it cannot be entered
	 */
	public CompletableFuture<@Nullable Void> join(Protocol protocol, InetSocketAddress group) {
		return this.network.join(protocol, group, this.loop, this::multicastReceived)
			.thenCompose((member) -> this.<@Nullable Void>submit((now) -> {
				this.groups.put(protocol, member);
				return null;
			}).whenComplete((done, failure) -> {
				if (failure != null) {
					this.loop.execute(member::close);
				}
			}));
	}

	private void multicastReceived(Endpoint from, WireMessage message) {
		input(null, (now) -> machine().multicastReceived(from, message, now));
		scheduleFlush();
	}

	/**
	 * Calls the machine on its loop, never within this call. The calls of one thread keep
	 * their order.
	 * @throws IllegalStateException if the loop has ended
	 */
	public void execute(LongConsumer call) {
		try {
			if (this.loop.inLoop()) {
				callLater(new Call(call, null));
				return;
			}
			this.loop.execute(() -> {
				input(null, call);
				scheduleFlush();
			});
		}
		catch (RejectedExecutionException ex) {
			throw new IllegalStateException("'" + this.source + "' is closed", ex);
		}
	}

	/**
	 * Asks the machine on its loop.
	 * @param call gets the time
	 * @return done on the loop; fails with what the call throws
	 */
	public <R extends @Nullable Object> CompletableFuture<R> submit(LongFunction<R> call) {
		CompletableFuture<R> future = new CompletableFuture<>();
		execute((now) -> future.complete(call.apply(now)), future::completeExceptionally);
		return future;
	}

	/**
	 * Calls the machine on its loop, never within this call. The calls of one thread keep
	 * their order.
	 * @param failed gets, on the loop or at once, what the call throws, or that the
	 * driver is closed
	 */
	public void execute(LongConsumer call, Consumer<RuntimeException> failed) {
		try {
			if (this.loop.inLoop()) {
				callLater(new Call(call, failed));
				return;
			}
			this.loop.execute(() -> {
				enter(call, failed);
				scheduleFlush();
			});
		}
		catch (RejectedExecutionException ex) {
			failed.accept(new IllegalStateException("'" + this.source + "' is closed", ex));
		}
	}

	private void enter(LongConsumer call, Consumer<RuntimeException> failed) {
		if (this.closed) {
			failed.accept(new IllegalStateException("'" + this.source + "' is closed"));
			return;
		}
		boolean outermost = begin();
		try {
			call.accept(this.loop.nowMillis());
		}
		catch (RuntimeException ex) {
			failed.accept(ex);
		}
		finish(outermost);
	}

	/** A call of the loop's own thread: after the present input, or in the next turn. */
	private void callLater(Call call) {
		this.calls.addLast(call);
		if (!this.inside) {
			scheduleCalls();
		}
	}

	private void scheduleCalls() {
		if (!this.callsScheduled) {
			this.callsScheduled = true;
			this.loop.execute(() -> {
				this.callsScheduled = false;
				runCalls();
				scheduleFlush();
			});
		}
	}

	private void runCalls() {
		for (int left = MAX_CALLS_AT_ONCE; left > 0 && !this.calls.isEmpty(); left--) {
			Call next = this.calls.removeFirst();
			Consumer<RuntimeException> failed = next.failed();
			this.inside = true;
			if (failed != null) {
				enter(next.call(), failed);
			}
			else {
				input(null, next.call());
			}
			this.inside = false;
		}
		if (!this.calls.isEmpty()) {
			scheduleCalls();
		}
	}

	private boolean begin() {
		boolean outermost = !this.inside;
		this.inside = true;
		return outermost;
	}

	private void finish(boolean outermost) {
		if (outermost) {
			this.inside = false;
			if (!this.calls.isEmpty()) {
				runCalls();
			}
		}
	}

	/** One input to the machine: whatever it throws stays here. */
	private void input(@Nullable DrivenConnection from, LongConsumer call) {
		if (this.closed) {
			return;
		}
		boolean outermost = begin();
		try {
			call.accept(this.loop.nowMillis());
		}
		catch (RuntimeException ex) {
			failed(from, ex);
		}
		finish(outermost);
	}

	private void failed(@Nullable DrivenConnection from, RuntimeException failure) {
		this.errors.incrementAndGet();
		StackTraceElement[] trace = failure.getStackTrace();
		String place = failure.getClass().getName() + ((trace.length > 0) ? " at " + trace[0] : "");
		if (this.loggedErrors.size() < MAX_LOGGED_ERRORS && this.loggedErrors.add(place)) {
			logger.error("'{}' failed on {}; the same failure is only counted from now on", this.source,
					(from != null) ? from : "a call or a timer", failure);
		}
		if (from != null && remove(from.id) != null) {
			from.connection().close();
			// Told later, as the machine is still inside the failed input.
			this.loop.execute(() -> lost(from, "internal error"));
		}
	}

	private void lost(DrivenConnection connection, String why) {
		input(null, (now) -> machine().connectionLost(connection.id, why, now));
		scheduleFlush();
	}

	/** Several inputs that follow each other share one flush. */
	private void scheduleFlush() {
		if (!this.reading && !this.flushScheduled && !this.unflushed.isEmpty()) {
			this.flushScheduled = true;
			this.loop.execute(this::flush);
		}
	}

	private void flush() {
		this.flushScheduled = false;
		for (DrivenConnection connection : this.unflushed) {
			connection.dirty = false;
			connection.connection().flush();
		}
		this.unflushed.clear();
	}

	@Override
	public void send(ConnectionId to, WireMessage message) {
		DrivenConnection connection = find(to);
		if (connection == null) {
			return;
		}
		connection.connection().send(message);
		if (!connection.dirty) {
			connection.dirty = true;
			this.unflushed.add(connection);
		}
	}

	/** Several messages that follow each other mostly have one connection. */
	private @Nullable DrivenConnection find(ConnectionId id) {
		DrivenConnection last = this.latest;
		if (last != null && last.id == id) {
			return last;
		}
		DrivenConnection found = this.connections.get(id);
		this.latest = found;
		return found;
	}

	private @Nullable DrivenConnection remove(ConnectionId id) {
		this.latest = null;
		return this.connections.remove(id);
	}

	@Override
	public ConnectionId dial(Protocol protocol, Endpoint to) {
		DrivenConnection connection = new DrivenConnection(nextId(), protocol);
		this.connections.put(connection.id, connection);
		ConnectionOptions options = this.protocolOptions.getOrDefault(protocol, this.dialOptions);
		connection.connection = this.network.dial(protocol, to, options, this.loop, connection);
		return connection.id;
	}

	private static ConnectionId nextId() {
		return new ConnectionId(lastConnection.incrementAndGet());
	}

	@Override
	public void close(ConnectionId id, String why) {
		DrivenConnection connection = remove(id);
		if (connection != null) {
			logger.debug("'{}' closes {}: {}", this.source, connection, why);
			connection.connection().close();
		}
	}

	@Override
	public void reset(ConnectionId id, String why) {
		DrivenConnection connection = remove(id);
		if (connection != null) {
			logger.debug("'{}' resets {}: {}", this.source, connection, why);
			connection.connection().reset();
		}
	}

	@Override
	public void setTimer(T key, long delayMillis) {
		if (!this.closed) {
			this.timers.set(key, delayMillis);
		}
	}

	@Override
	public void cancelTimer(T key) {
		this.timers.cancel(key);
	}

	private void expired(T key) {
		input(null, (now) -> machine().timerExpired(key, now));
	}

	@Override
	public void multicast(WireMessage message) {
		MulticastMember member = this.groups.get((message instanceof EnrpMessage) ? Protocol.ENRP : Protocol.ASAP);
		if (member != null) {
			member.send(message);
		}
	}

	@Override
	public long publish(RserpoolEvent event, long cause) {
		return this.events.publish(this.source, event, cause);
	}

	/**
	 * Ends all: timers, ports, connections after what is queued for them. The machine
	 * gets no more inputs. Harmless when closed.
	 * @return done when no input can come any more
	 */
	public CompletableFuture<@Nullable Void> close() {
		CompletableFuture<@Nullable Void> future = new CompletableFuture<>();
		try {
			this.loop.execute(() -> {
				end();
				future.complete(null);
			});
		}
		catch (RejectedExecutionException ex) {
			future.complete(null);
		}
		return future;
	}

	private void end() {
		this.closed = true;
		this.timers.cancelAll();
		this.listeners.forEach(Listener::close);
		this.listeners.clear();
		this.groups.values().forEach(MulticastMember::close);
		this.groups.clear();
		List.copyOf(this.connections.values()).forEach((connection) -> connection.connection().close());
		this.connections.clear();
		this.latest = null;
		this.unflushed.clear();
	}

	/**
	 * A call that waits.
	 *
	 * @param failed as in {@link MachineDriver#execute(LongConsumer, Consumer)}, or null
	 */
	private record Call(LongConsumer call, @Nullable Consumer<RuntimeException> failed) {
	}

	/** What the machine sees as one id. */
	private final class DrivenConnection implements ConnectionHandler {

		private final ConnectionId id;

		private final Protocol protocol;

		private @Nullable Connection connection;

		private boolean dirty;

		DrivenConnection(ConnectionId id, Protocol protocol) {
			this.id = id;
			this.protocol = protocol;
		}

		Connection connection() {
			Connection carrier = this.connection;
			if (carrier == null) {
				throw new IllegalStateException("Connection " + this.id + " has no carrier yet");
			}
			return carrier;
		}

		private boolean isKnown() {
			return find(this.id) == this;
		}

		@Override
		public void opened() {
			up(true);
		}

		void up(boolean dialled) {
			if (isKnown()) {
				Connection carrier = connection();
				input(this, (now) -> machine().connectionUp(this.id, this.protocol, carrier.local(), carrier.remote(),
						dialled, now));
				scheduleFlush();
			}
		}

		@Override
		public void dialFailed(DialFailure failure, String why) {
			if (isKnown()) {
				remove(this.id);
				logger.debug("'{}' cannot open {}: {}", MachineDriver.this.source, this, why);
				input(null, (now) -> machine().dialFailed(this.id, failure, now));
				scheduleFlush();
			}
		}

		@Override
		public void received(WireMessage message) {
			if (isKnown()) {
				MachineDriver.this.reading = true;
				input(this, (now) -> machine().received(this.id, message, now));
			}
		}

		@Override
		public void malformed(WireFault fault, @Nullable WireMessage reply) {
			if (isKnown()) {
				MachineDriver.this.reading = true;
				input(this, (now) -> machine().malformed(this.id, fault, reply, now));
			}
		}

		@Override
		public void readComplete() {
			MachineDriver.this.reading = false;
			flush();
		}

		@Override
		public void lost(String why) {
			ended(why, (now) -> machine().connectionLost(this.id, why, now));
		}

		@Override
		public void dropped(String why) {
			ended(why, (now) -> machine().connectionDropped(this.id, why, now));
		}

		private void ended(String why, LongConsumer call) {
			MachineDriver.this.reading = false;
			if (isKnown()) {
				remove(this.id);
				logger.debug("'{}' lost {}: {}", MachineDriver.this.source, this, why);
				input(null, call);
			}
			scheduleFlush();
		}

		@Override
		public String toString() {
			return this.protocol + " connection " + this.id
					+ ((this.connection != null) ? " with " + this.connection.remote() : "");
		}

	}

	/** Gives the machine what a listener accepts. */
	private final class Acceptor implements ConnectionAcceptor {

		private final Protocol protocol;

		private final ObjLongConsumer<InetSocketAddress> opened;

		Acceptor(Protocol protocol, ObjLongConsumer<InetSocketAddress> opened) {
			this.protocol = protocol;
			this.opened = opened;
		}

		@Override
		public void listening(InetSocketAddress boundAddress) {
			input(null, (now) -> this.opened.accept(boundAddress, now));
			scheduleFlush();
		}

		@Override
		public ConnectionHandler accepted(Connection carrier) {
			DrivenConnection connection = new DrivenConnection(nextId(), this.protocol);
			connection.connection = carrier;
			if (MachineDriver.this.closed) {
				MachineDriver.this.loop.execute(carrier::close);
			}
			else {
				MachineDriver.this.connections.put(connection.id, connection);
				connection.up(false);
			}
			return connection;
		}

		@Override
		public void refused(Endpoint remote, String limit) {
			long now = MachineDriver.this.loop.nowMillis();
			logger.debug("'{}' refused {}: {}", MachineDriver.this.source, remote, limit);
			input(null, (time) -> machine().connectionRefused(remote, time));
			if (now >= MachineDriver.this.nextRefusalEvent) {
				MachineDriver.this.nextRefusalEvent = now + REFUSAL_EVENT_GAP_MILLIS;
				publish(new RserpoolEvent.LimitReached(limit, remote.toString(), "connection closed"), 0);
			}
		}

	}

}
