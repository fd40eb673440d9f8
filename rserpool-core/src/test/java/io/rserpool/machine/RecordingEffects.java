package io.rserpool.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.WireMessage;

/**
 * The world of a state machine under test: writes down what the machine does, keeps
 * virtual time and fires the machine's timers when the test lets time pass.
 *
 * @param <T> the machine's timer keys
 */
public final class RecordingEffects<T> implements Effects<T> {

	private final List<Sent> sent = new ArrayList<>();

	private final List<Dialled> dialled = new ArrayList<>();

	private final List<Closed> closed = new ArrayList<>();

	private final Set<ConnectionId> reset = new HashSet<>();

	private final List<WireMessage> multicasts = new ArrayList<>();

	private final List<Published> published = new ArrayList<>();

	private final Map<T, Long> timers = new LinkedHashMap<>();

	private long now;

	private long lastConnection;

	private long lastEvent;

	/** Starts at the given virtual time in milliseconds. */
	public RecordingEffects(long now) {
		this.now = now;
	}

	/** Starts at an odd time, so that nobody relies on 0. */
	public RecordingEffects() {
		this(1_000_003);
	}

	@Override
	public void send(ConnectionId to, WireMessage message) {
		this.sent.add(new Sent(to, message, this.now));
	}

	@Override
	public ConnectionId dial(Protocol protocol, Endpoint to) {
		ConnectionId connection = nextConnection();
		this.dialled.add(new Dialled(connection, protocol, to, this.now));
		return connection;
	}

	@Override
	public void close(ConnectionId connection, String why) {
		this.closed.add(new Closed(connection, why, this.now));
	}

	@Override
	public void reset(ConnectionId connection, String why) {
		this.reset.add(connection);
		close(connection, why);
	}

	@Override
	public void setTimer(T key, long delayMillis) {
		if (delayMillis < 0) {
			throw new AssertionError("Timer " + key + ": negative delay " + delayMillis);
		}
		this.timers.put(key, this.now + delayMillis);
	}

	@Override
	public void cancelTimer(T key) {
		this.timers.remove(key);
	}

	@Override
	public void multicast(WireMessage message) {
		this.multicasts.add(message);
	}

	@Override
	public long publish(RserpoolEvent event, long cause) {
		this.lastEvent++;
		this.published.add(new Published(this.lastEvent, event, cause, this.now));
		return this.lastEvent;
	}

	/** A connection id that was never used. */
	public ConnectionId nextConnection() {
		this.lastConnection++;
		return new ConnectionId(this.lastConnection);
	}

	/** The virtual time, in milliseconds. */
	public long now() {
		return this.now;
	}

	/** Lets time pass and fires the timers that end in it, in order. */
	public void advance(Machine<T> machine, long millis) {
		long end = this.now + millis;
		Map.Entry<T, Long> next = nextTimer();
		while (next != null && next.getValue() <= end) {
			T key = next.getKey();
			this.now = Math.max(this.now, next.getValue());
			this.timers.remove(key);
			machine.timerExpired(key, this.now);
			next = nextTimer();
		}
		this.now = end;
	}

	private Map.@Nullable Entry<T, Long> nextTimer() {
		return this.timers.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::copyOf).orElse(null);
	}

	/** The running timers with the times when they end. */
	public Map<T, Long> timers() {
		return Map.copyOf(this.timers);
	}

	/** All messages sent so far. */
	public List<Sent> sent() {
		return List.copyOf(this.sent);
	}

	/** How many messages were sent so far. */
	public int sentCount() {
		return this.sent.size();
	}

	/** One of the messages sent so far, counted from 0. */
	public Sent sent(int index) {
		return this.sent.get(index);
	}

	/** All messages sent on one connection. */
	public List<WireMessage> sentTo(ConnectionId connection) {
		return this.sent.stream().filter((sent) -> sent.to().equals(connection)).map(Sent::message).toList();
	}

	/** All messages of one type sent on one connection. */
	public <M extends WireMessage> List<M> sentTo(ConnectionId connection, Class<M> type) {
		return sentTo(connection).stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** The last message sent on one connection. */
	public WireMessage lastTo(ConnectionId connection) {
		List<WireMessage> messages = sentTo(connection);
		if (messages.isEmpty()) {
			throw new AssertionError("Nothing was sent to " + connection);
		}
		return messages.get(messages.size() - 1);
	}

	/** The last message sent on one connection, which must be of the given type. */
	public <M extends WireMessage> M lastTo(ConnectionId connection, Class<M> type) {
		return type.cast(lastTo(connection));
	}

	public List<Dialled> dialled() {
		return List.copyOf(this.dialled);
	}

	/** How many dials were begun so far. */
	public int dialCount() {
		return this.dialled.size();
	}

	/** One of the dials so far, counted from 0. */
	public Dialled dialled(int index) {
		return this.dialled.get(index);
	}

	/** The last dial. */
	public Dialled lastDial() {
		if (this.dialled.isEmpty()) {
			throw new AssertionError("Nothing was dialled");
		}
		return this.dialled.get(this.dialled.size() - 1);
	}

	public List<Closed> closed() {
		return List.copyOf(this.closed);
	}

	/** How many connections were closed so far. */
	public int closedCount() {
		return this.closed.size();
	}

	/** One of the closed connections so far, counted from 0. */
	public Closed closed(int index) {
		return this.closed.get(index);
	}

	public boolean hasClosed(ConnectionId connection) {
		return this.closed.stream().anyMatch((closed) -> closed.connection().equals(connection));
	}

	/** Whether a connection was closed by a reset. */
	public boolean hasReset(ConnectionId connection) {
		return this.reset.contains(connection);
	}

	public List<WireMessage> multicasts() {
		return List.copyOf(this.multicasts);
	}

	public List<Published> published() {
		return List.copyOf(this.published);
	}

	/** The events without their causes. */
	public List<RserpoolEvent> events() {
		return this.published.stream().map(Published::event).toList();
	}

	/** The events of one type. */
	public <E extends RserpoolEvent> List<E> events(Class<E> type) {
		return events().stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** The event that led to the last one of the given type, or null. */
	public @Nullable RserpoolEvent causeOfLast(Class<? extends RserpoolEvent> type) {
		return this.published.stream()
			.filter((published) -> type.isInstance(published.event()))
			.reduce((first, second) -> second)
			.flatMap((last) -> this.published.stream().filter((other) -> other.id() == last.cause()).findFirst())
			.map(Published::event)
			.orElse(null);
	}

	/** Forgets what happened; time, timers and numbers stay. */
	public void clear() {
		this.sent.clear();
		this.dialled.clear();
		this.closed.clear();
		this.multicasts.clear();
		this.published.clear();
	}

	/** A message that was sent. */
	public record Sent(ConnectionId to, WireMessage message, long at) {

		public Sent {
			Objects.requireNonNull(message);
		}

	}

	/** A dial that was begun. */
	public record Dialled(ConnectionId connection, Protocol protocol, Endpoint to, long at) {
	}

	/** A connection that the machine closed. */
	public record Closed(ConnectionId connection, String why, long at) {
	}

	/** An event with its number and that of its cause. */
	public record Published(long id, RserpoolEvent event, long cause, long at) {
	}

}
